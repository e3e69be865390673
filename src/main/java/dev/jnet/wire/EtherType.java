package dev.jnet.wire;

/** The numbers in an Ethernet frame's type field that jnet knows (IEEE 802 numbers). */
public final class EtherType {
  /** IPv4 (RFC 894). */
  public static final int IPV4 = 0x0800;

  /** ARP (RFC 826). */
  public static final int ARP = 0x0806;

  /** RARP (RFC 903). */
  public static final int RARP = 0x8035;

  /** IPv6 (RFC 2464). */
  public static final int IPV6 = 0x86dd;

  /** An 802.1Q tag follows. */
  public static final int VLAN = 0x8100;

  /** An 802.1ad service tag follows: Q-in-Q. */
  public static final int SERVICE_VLAN = 0x88a8;

  private EtherType() {}
}
