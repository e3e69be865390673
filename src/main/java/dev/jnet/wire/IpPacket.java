package dev.jnet.wire;

import java.net.InetAddress;

/**
 * An IP packet of either version: what both have in common, under IPv4's or IPv6's own names where
 * these differ only in name.
 */
public sealed interface IpPacket permits Ipv4, Ipv6 {
  /** The largest packet that a 16-bit length can name: IPv4's total length, in bytes. */
  int LARGEST_IPV4 = 65535;

  /** 4 or 6. */
  int version();

  /** Who sent it. */
  InetAddress source();

  /** Whom it is for. */
  InetAddress destination();

  /** How many more routers may pass it on, 0 to 255: IPv4's TTL, IPv6's hop limit. */
  int hopLimit();

  /** What the payload is: a number of {@link IpProtocol}. */
  int protocol();

  /** Bytes in front of the payload, options and extension headers included. */
  int headerLength();

  /** Bytes of the whole packet as its header tells, even where fewer were captured or quoted. */
  int totalLength();

  /** IPv4's identification, 0 to 65535; in IPv6 that of the fragment header, or 0. */
  long identification();

  /** IPv4's type of service byte, IPv6's traffic class: 0 to 255 (DSCP and ECN). */
  int trafficClass();

  /** Whether this is one piece of a packet that was split. */
  default boolean isFragment() {
    return moreFragments() || fragmentOffset() > 0;
  }

  /** Whether more pieces follow this one. */
  boolean moreFragments();

  /** Where in the whole packet's payload this piece belongs, in bytes. */
  int fragmentOffset();

  /** What the packet carries, as far as it was captured or quoted. */
  byte[] payload();

  /** Whether bytes are missing at the end: cut by the capture, or by the router that quotes it. */
  default boolean isTruncated() {
    return headerLength() + payload().length < totalLength();
  }

  /** Whether the header's own checksum is right; IPv6 has none. */
  Checksum.State headerChecksum();

  /** The packet's bytes, with lengths and checksums made new. */
  byte[] emit();

  /** Parses a packet of either version; bytes behind its total length are padding. */
  static IpPacket parse(byte[] bytes) throws MalformedPacketException {
    if (bytes.length == 0) {
      throw new MalformedPacketException("an empty IP packet");
    }
    int version = bytes[0] >>> 4 & 15;
    return switch (version) {
      case 4 -> Ipv4.parse(bytes);
      case 6 -> Ipv6.parse(bytes);
      default -> throw new MalformedPacketException("IP version " + version);
    };
  }

  /**
   * A packet to send that must not be split on the way: IPv4 with DF set, IPv6 as always.
   *
   * @param identification for IPv4's header, 0 to 65535
   * @param hopLimit 1 to 255
   */
  static IpPacket unsplittable(
      InetAddress source,
      InetAddress destination,
      int identification,
      int hopLimit,
      int protocol,
      byte[] payload) {
    if (Addresses.version(destination) == 4) {
      return new Ipv4(
          (java.net.Inet4Address) source,
          (java.net.Inet4Address) destination,
          identification,
          hopLimit,
          protocol,
          payload);
    }
    return new Ipv6(
        (java.net.Inet6Address) source,
        (java.net.Inet6Address) destination,
        hopLimit,
        protocol,
        payload);
  }
}
