package dev.jnet.report;

import dev.jnet.link.LinkType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;

/**
 * The sizes that follow from an MTU: the MTU less some headers, or with the frame's header added.
 *
 * @param version 4 or 6
 * @param mtu the length of the IP packet in bytes
 */
public record Arithmetic(int version, int mtu) {
  /** Length of a TCP header without options in bytes. */
  public static final int TCP_HEADER = 20;

  /**
   * Length of the timestamps option in every segment in bytes, padding included (RFC 7323 appendix
   * A).
   */
  public static final int TIMESTAMPS = 12;

  /** The name of the IP version: {@code IPv4} or {@code IPv6}. */
  public String ipName() {
    return version == 4 ? "IPv4" : "IPv6";
  }

  /** The name of its ICMP: {@code ICMP} or {@code ICMPv6}. */
  public String icmpName() {
    return version == 4 ? "ICMP" : "ICMPv6";
  }

  /** Length of the IP header in bytes: 20 or 40. */
  public int ipHeader() {
    return version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
  }

  /** The value for {@code ping -s} in bytes: the MTU less the IP and ICMP headers; at least 0. */
  public int pingPayload() {
    return Math.max(0, mtu - ipHeader() - Icmp.HEADER);
  }

  /** The largest UDP payload in one packet in bytes; at least 0. */
  public int udpPayload() {
    return Math.max(0, mtu - ipHeader() - Udp.HEADER);
  }

  /**
   * The value of the MSS option in bytes: the MTU less the IP and TCP headers without options (RFC
   * 6691).
   */
  public int mss() {
    return Math.max(0, mtu - ipHeader() - TCP_HEADER);
  }

  /** Length of the IP and TCP headers without options in bytes: 40 or 60. */
  public int tcpHeaders() {
    return ipHeader() + TCP_HEADER;
  }

  /**
   * The sum that leads to {@link #mss}: {@code 1500 (eth0) - 20 IPv4 - 20 TCP}.
   *
   * @param from the MTU as the report shows it
   */
  public String mssSum(String from, Style style) {
    String minus = " " + style.minus() + " ";
    return from + minus + ipHeader() + " " + ipName() + minus + TCP_HEADER + " TCP";
  }

  /**
   * Length of the frame on the wire in bytes: with FCS and padded to at least 64 on Ethernet, the
   * MTU alone on links without headers.
   */
  public int frame(LinkType type) {
    return type == LinkType.ETHERNET
        ? Math.max(Ethernet.MINIMUM_FRAME, Ethernet.HEADER + mtu + Ethernet.FCS)
        : mtu;
  }
}
