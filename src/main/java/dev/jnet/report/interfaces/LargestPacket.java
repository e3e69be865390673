package dev.jnet.report.interfaces;

import dev.jnet.report.Arithmetic;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;

/** The largest packet for an MTU, which is not always as large as the MTU. */
final class LargestPacket {
  /** Largest number in IPv4's length field of 16 bits: header and all (RFC 791). */
  private static final int MAX_IPV4 = 65535;

  /** IPv6's length field does not count the header (RFC 8200); jumbograms (RFC 2675) apart. */
  private static final int MAX_IPV6 = Ipv6.HEADER + 65535;

  private LargestPacket() {}

  /** Sums for IPv4; {@code null} when the MTU is less than the 68 that RFC 791 demands. */
  static Arithmetic ipv4(int mtu) {
    return mtu < Ipv4.MINIMUM_MTU ? null : new Arithmetic(4, Math.min(mtu, MAX_IPV4));
  }

  /** Sums for IPv6; {@code null} when the MTU is less than the 1280 that RFC 8200 demands. */
  static Arithmetic ipv6(int mtu) {
    return mtu < Ipv6.MINIMUM_MTU ? null : new Arithmetic(6, Math.min(mtu, MAX_IPV6));
  }
}
