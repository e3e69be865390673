package dev.jnet.wire;

import java.net.Inet6Address;

/**
 * An IPv6 packet (RFC 8200). Extension headers are skipped; only the fields of the fragment header
 * are kept. Routers never split an IPv6 packet: only its sender may.
 *
 * @param trafficClass DSCP and ECN, 0 to 255
 * @param flowLabel 0 to 2^20 − 1
 * @param hopLimit 0 to 255
 * @param protocol the protocol after all extension headers: a number of {@link IpProtocol}
 * @param extensionLength length of the extension headers in bytes; 0 in what jnet sends
 * @param identification the fragment header's identification, 0 to 2^32 − 1; 0 when there is no
 *     fragment header
 * @param moreFragments the fragment header's M bit
 * @param fragmentOffset where in the whole payload this fragment belongs, in bytes, a multiple of
 *     8, 0 to 65528
 * @param totalLength length of header and payload according to the header, 40 to 65575 bytes
 * @param payload what follows all extension headers, as much of it as was captured or quoted
 */
public record Ipv6(
    int trafficClass,
    int flowLabel,
    int hopLimit,
    int protocol,
    Inet6Address source,
    Inet6Address destination,
    int extensionLength,
    long identification,
    boolean moreFragments,
    int fragmentOffset,
    int totalLength,
    byte[] payload)
    implements IpPacket {
  /** Length of the header in bytes, which never varies. */
  public static final int HEADER = 40;

  /** The packet length in bytes that every link must carry in one piece (RFC 8200 section 5). */
  public static final int MINIMUM_MTU = 1280;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MAX_EXTENSIONS = 16;

  /** A whole packet to send, without extension headers. */
  public Ipv6(
      Inet6Address source, Inet6Address destination, int hopLimit, int protocol, byte[] payload) {
    this(
        0,
        0,
        hopLimit,
        protocol,
        source,
        destination,
        0,
        0,
        false,
        0,
        HEADER + payload.length,
        payload);
  }

  /** Parses a packet, even if it was cut short after its headers. */
  public static Ipv6 parse(byte[] bytes) throws MalformedPacketException {
    WireReader in = new WireReader(bytes);
    long first = in.u32();
    if (first >>> 28 != 6) {
      throw new MalformedPacketException("not an IPv6 header");
    }
    int payloadLength = in.u16();
    int next = in.u8();
    int hopLimit = in.u8();
    Inet6Address source = Addresses.ipv6(in.bytes(16));
    Inet6Address destination = Addresses.ipv6(in.bytes(16));
    int extensions = 0;
    long identification = 0;
    boolean more = false;
    int offset = 0;
    for (int count = 0; isExtension(next); count++) {
      if (count == MAX_EXTENSIONS) {
        throw new MalformedPacketException("more than " + MAX_EXTENSIONS + " extension headers");
      }
      int kind = next;
      next = in.u8();
      int length = in.u8();
      int bytesLeft = (kind == AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8) - 2;
      if (kind == FRAGMENT) {
        int offsetAndMore = in.u16();
        offset = offsetAndMore & 0xfff8;
        more = (offsetAndMore & 1) != 0;
        identification = in.u32();
        bytesLeft = 6;
      } else {
        in.skip(bytesLeft);
      }
      extensions += bytesLeft + 2;
      if (offset > 0) {
        break; // what follows is the middle of the payload, not a header
      }
    }
    if (extensions > payloadLength) {
      throw new MalformedPacketException(
          "IPv6 payload length " + payloadLength + ", extension headers " + extensions);
    }
    return new Ipv6(
        (int) (first >>> 20) & 0xff,
        (int) first & 0xfffff,
        hopLimit,
        next,
        source,
        destination,
        extensions,
        identification,
        more,
        offset,
        HEADER + payloadLength,
        in.upTo(payloadLength - extensions));
  }

  private static boolean isExtension(int next) {
    return next == HOP_BY_HOP
        || next == ROUTING
        || next == FRAGMENT
        || next == AUTHENTICATION
        || next == DESTINATION_OPTIONS;
  }

  @Override
  public int version() {
    return 6;
  }

  @Override
  public int headerLength() {
    return HEADER + extensionLength;
  }

  @Override
  public Checksum.State headerChecksum() {
    return Checksum.State.NOT_VERIFIED;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the packet was received with extension headers, because
   *     these are not kept
   */
  @Override
  public byte[] emit() {
    if (extensionLength > 0) {
      throw new IllegalStateException("extension headers are not kept");
    }
    return new WireWriter(HEADER + payload.length)
        .u32(6L << 28 | (long) trafficClass << 20 | flowLabel)
        .u16(totalLength - HEADER)
        .u8(protocol)
        .u8(hopLimit)
        .bytes(source.getAddress())
        .bytes(destination.getAddress())
        .bytes(payload)
        .done();
  }

  @Override
  public Ipv6 withHopLimit(int other) {
    return new Ipv6(
        trafficClass,
        flowLabel,
        other,
        protocol,
        source,
        destination,
        extensionLength,
        identification,
        moreFragments,
        fragmentOffset,
        totalLength,
        payload);
  }

  @Override
  public Ipv6 joined(byte[] wholePayload) {
    return new Ipv6(
        trafficClass,
        flowLabel,
        hopLimit,
        protocol,
        source,
        destination,
        0,
        identification,
        false,
        0,
        HEADER + wholePayload.length,
        wholePayload);
  }
}
