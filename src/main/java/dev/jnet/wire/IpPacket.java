package dev.jnet.wire;

import java.net.InetAddress;

/**
 * An IP packet of either version, with the fields that both have. Where only the names differ, the
 * field has the name of one version.
 */
public sealed interface IpPacket permits Ipv4, Ipv6 {
  /** The largest packet that a 16-bit length can name: IPv4's total length, in bytes. */
  int LARGEST_IPV4 = 65535;

  /** The IP version: 4 or 6. */
  int version();

  /** The address of the sender. */
  InetAddress source();

  /** The address of the receiver. */
  InetAddress destination();

  /** How many more routers may forward it, 0 to 255: IPv4's TTL, IPv6's hop limit. */
  int hopLimit();

  /** This packet with another TTL or hop limit, 0 to 255. */
  IpPacket withHopLimit(int hopLimit);

  /** The protocol of the payload: a number of {@link IpProtocol}. */
  int protocol();

  /** Length in bytes of all headers before the payload, options and extension headers included. */
  int headerLength();

  /**
   * Length of the whole packet in bytes, according to its header. Fewer bytes may have been
   * captured or quoted.
   */
  int totalLength();

  /** IPv4's identification, 0 to 65535; in IPv6 that of the fragment header, or 0. */
  long identification();

  /** IPv4's type of service byte, IPv6's traffic class: 0 to 255 (DSCP and ECN). */
  int trafficClass();

  /** Whether this is one fragment of a packet. */
  default boolean isFragment() {
    return moreFragments() || fragmentOffset() > 0;
  }

  /** Whether more fragments follow this one. */
  boolean moreFragments();

  /** Where in the whole packet's payload this fragment belongs, in bytes. */
  int fragmentOffset();

  /** What the packet carries, as far as it was captured or quoted. */
  byte[] payload();

  /**
   * The whole packet, of which this is the first fragment. Its length is at most {@value
   * #LARGEST_IPV4} bytes in IPv4, whatever the payload.
   *
   * @param wholePayload the payloads of all its fragments, in their order
   */
  IpPacket joined(byte[] wholePayload);

  /**
   * Whether bytes are missing at the end, because the capture or a quoting router cut the packet
   * short.
   */
  default boolean isTruncated() {
    return headerLength() + payload().length < totalLength();
  }

  /** Whether the header's own checksum is right. IPv6 has none: it is never verified. */
  Checksum.State headerChecksum();

  /** The packet's bytes, with a new header checksum. */
  byte[] emit();

  /**
   * Parses a packet of either version. Bytes after its total length are padding and are ignored.
   */
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
   * A packet to send that must not be split on the way: DF is set in IPv4, and no router splits
   * IPv6.
   *
   * @param identification for IPv4's header, 0 to 65535
   * @param hopLimit 1 to 255
   */
  static IpPacket unsplittable(
      InetAddress source,
      InetAddress destination,
      int identification,
      int hopLimit,
      Payload payload) {
    if (Addresses.version(destination) == 4) {
      return new Ipv4(
          (java.net.Inet4Address) source,
          (java.net.Inet4Address) destination,
          identification,
          hopLimit,
          payload.protocol(),
          payload.bytes());
    }
    return new Ipv6(
        (java.net.Inet6Address) source,
        (java.net.Inet6Address) destination,
        hopLimit,
        payload.protocol(),
        payload.bytes());
  }
}
