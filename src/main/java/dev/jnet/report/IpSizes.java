package dev.jnet.report;

import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Udp;

/**
 * What fits into the largest packet of one IP version without fragmentation and without options,
 * all in octets.
 *
 * @param version 4 or 6
 * @param packet the largest packet: the MTU, unless the header's length field ends before it
 */
record IpSizes(int version, int packet) {
  /** Without options (RFC 9293). */
  static final int TCP_HEADER = 20;

  /** Of an echo request (RFC 792, RFC 4443). */
  static final int ICMP_HEADER = 8;

  /** Largest number in a length field of 16 bits: the whole packet (RFC 791). */
  private static final int MOST_IPV4 = 65535;

  /** The same field without the header (RFC 8200), and no jumbograms (RFC 2675). */
  private static final int MOST_IPV6 = Ipv6.HEADER + 65535;

  /** Those for IPv4; {@code null} when the MTU is less than the 68 that RFC 791 demands. */
  static IpSizes ipv4(int mtu) {
    return mtu < Ipv4.MINIMUM_MTU ? null : new IpSizes(4, Math.min(mtu, MOST_IPV4));
  }

  /** Those for IPv6; {@code null} when the MTU is less than the 1280 that RFC 8200 demands. */
  static IpSizes ipv6(int mtu) {
    return mtu < Ipv6.MINIMUM_MTU ? null : new IpSizes(6, Math.min(mtu, MOST_IPV6));
  }

  int header() {
    return version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
  }

  String name() {
    return version == 4 ? "IPv4" : "IPv6";
  }

  String icmpName() {
    return version == 4 ? "ICMP" : "ICMPv6";
  }

  /** Largest {@code ping -s}. */
  int pingPayload() {
    return packet - header() - ICMP_HEADER;
  }

  int udpPayload() {
    return packet - header() - Udp.HEADER;
  }

  /** The MSS option's value (RFC 6691: it takes no account of options). */
  int mss() {
    return packet - header() - TCP_HEADER;
  }
}
