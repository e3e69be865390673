package dev.jnet.report;

import dev.jnet.link.LinkType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;

/**
 * The sizes that follow from an MTU: each is the MTU without headers, or with the frame's header.
 *
 * @param version 4 or 6
 * @param mtu bytes of the IP packet
 */
public record Arithmetic(int version, int mtu) {
  /** Bytes of a TCP header without options. */
  public static final int TCP_HEADER = 20;

  /** Bytes that the timestamps option takes of every segment, padding included (RFC 7323). */
  public static final int TIMESTAMPS = 12;

  /** {@code IPv4} or {@code IPv6}. */
  public String ipName() {
    return version == 4 ? "IPv4" : "IPv6";
  }

  /** {@code ICMP} or {@code ICMPv6}. */
  public String icmpName() {
    return version == 4 ? "ICMP" : "ICMPv6";
  }

  /** Bytes of the IP header: 20 or 40. */
  public int ipHeader() {
    return version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
  }

  /** What {@code ping -s} takes: the MTU without the IP and ICMP headers; at least 0. */
  public int pingPayload() {
    return Math.max(0, mtu - ipHeader() - Icmp.HEADER);
  }

  /** The largest UDP payload in one packet; at least 0. */
  public int udpPayload() {
    return Math.max(0, mtu - ipHeader() - Udp.HEADER);
  }

  /** The MSS option's value: the MTU without IP and TCP headers, options not counted (RFC 6691). */
  public int mss() {
    return Math.max(0, mtu - ipHeader() - TCP_HEADER);
  }

  /** Bytes of the IP and TCP headers without options: 40 or 60. */
  public int tcpHeaders() {
    return ipHeader() + TCP_HEADER;
  }

  /**
   * The sum that leads to {@link #mss}: {@code 1500 (eth0) - 20 IPv4 - 20 TCP}.
   *
   * @param from the MTU as it is to be shown
   */
  public String mssSum(String from, Style style) {
    String minus = " " + style.minus() + " ";
    return from + minus + ipHeader() + " " + ipName() + minus + TCP_HEADER + " TCP";
  }

  /**
   * Bytes of the frame on the wire, FCS included, padded to Ethernet's 64; on raw links the MTU.
   */
  public int frame(LinkType type) {
    return type == LinkType.ETHERNET
        ? Math.max(Ethernet.MINIMUM_FRAME, Ethernet.HEADER + mtu + Ethernet.FCS)
        : mtu;
  }
}
