package dev.jnet.wire;

/** The numbers that jnet knows in the protocol field of an IP header (IPv6: next header). */
public final class IpProtocol {
  /** ICMP (RFC 792). */
  public static final int ICMP = 1;

  /** TCP (RFC 9293). */
  public static final int TCP = 6;

  /** UDP (RFC 768). */
  public static final int UDP = 17;

  /** ICMPv6 (RFC 4443). */
  public static final int ICMPV6 = 58;

  private IpProtocol() {}

  /** The protocol number of ICMP for an IP version: 1 for IPv4, 58 for IPv6. */
  public static int icmp(int version) {
    return version == 4 ? ICMP : ICMPV6;
  }
}
