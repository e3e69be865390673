package dev.jnet.report.interfaces;

import dev.jnet.report.Arithmetic;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;

/** Computes the largest packet for an MTU. It is not always as large as the MTU. */
final class LargestPacket {
  /**
   * The largest number in IPv4's 16-bit length field, which counts the header (RFC 791 section
   * 3.1).
   */
  private static final int MAX_IPV4 = 65535;

  /**
   * The largest IPv6 packet in bytes: the length field does not count the header (RFC 8200 section
   * 3). Jumbograms (RFC 2675) are not considered.
   */
  private static final int MAX_IPV6 = Ipv6.HEADER + 65535;

  private LargestPacket() {}

  /**
   * The sums for IPv4; {@code null} when the MTU is less than the 68 bytes that RFC 791 requires.
   */
  static Arithmetic ipv4(int mtu) {
    return mtu < Ipv4.MINIMUM_MTU ? null : new Arithmetic(4, Math.min(mtu, MAX_IPV4));
  }

  /**
   * The sums for IPv6; {@code null} when the MTU is less than the 1280 bytes that RFC 8200
   * requires.
   */
  static Arithmetic ipv6(int mtu) {
    return mtu < Ipv6.MINIMUM_MTU ? null : new Arithmetic(6, Math.min(mtu, MAX_IPV6));
  }
}
