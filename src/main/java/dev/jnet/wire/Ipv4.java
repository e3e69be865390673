package dev.jnet.wire;

import java.net.Inet4Address;

/**
 * An IPv4 packet (RFC 791).
 *
 * @param trafficClass the type of service byte: DSCP and ECN, 0 to 255
 * @param identification a number that all fragments of one packet share, 0 to 65535
 * @param dontFragment the DF bit: routers must drop the packet rather than split it
 * @param moreFragments the MF bit
 * @param fragmentOffset where in the whole payload this fragment belongs, in bytes, a multiple of
 *     8, 0 to 65528
 * @param hopLimit the TTL, 0 to 255
 * @param protocol a number of {@link IpProtocol}
 * @param options the bytes of the options: 0 to 40, a multiple of 4
 * @param totalLength length of header and payload according to the header, 20 to 65535 bytes
 * @param headerChecksum whether the header's checksum was right when it was parsed
 * @param payload as much of the payload as was captured or quoted
 */
public record Ipv4(
    int trafficClass,
    long identification,
    boolean dontFragment,
    boolean moreFragments,
    int fragmentOffset,
    int hopLimit,
    int protocol,
    Inet4Address source,
    Inet4Address destination,
    byte[] options,
    int totalLength,
    Checksum.State headerChecksum,
    byte[] payload)
    implements IpPacket {
  /** Length in bytes of a header without options. */
  public static final int HEADER = 20;

  /**
   * The packet length in bytes that every router must forward in one piece (RFC 791 section 3.2).
   */
  public static final int MINIMUM_MTU = 68;

  private static final int DF = 0x4000;
  private static final int MF = 0x2000;
  private static final int CHECKSUM_OFFSET = 10;
  private static final byte[] NO_OPTIONS = {};

  /** Checks the ranges. */
  public Ipv4 {
    if (options.length > 40 || options.length % 4 != 0) {
      throw new IllegalArgumentException("IPv4 options of " + options.length + " bytes");
    }
    if (totalLength > LARGEST_IPV4 || totalLength < HEADER + options.length) {
      throw new IllegalArgumentException("an IPv4 packet of " + totalLength + " bytes");
    }
  }

  /** A whole packet to send, with DF set and without options. */
  public Ipv4(
      Inet4Address source,
      Inet4Address destination,
      int identification,
      int hopLimit,
      int protocol,
      byte[] payload) {
    this(
        0,
        identification,
        true,
        false,
        0,
        hopLimit,
        protocol,
        source,
        destination,
        NO_OPTIONS,
        HEADER + payload.length,
        Checksum.State.CORRECT,
        payload);
  }

  /** Parses a packet, even if it was cut short after its header. */
  public static Ipv4 parse(byte[] bytes) throws MalformedPacketException {
    WireReader in = new WireReader(bytes);
    int versionAndLength = in.u8();
    int headerLength = (versionAndLength & 15) * 4;
    if (versionAndLength >>> 4 != 4 || headerLength < HEADER) {
      throw new MalformedPacketException("not an IPv4 header");
    }
    int trafficClass = in.u8();
    int totalLength = in.u16();
    if (totalLength == 0) {
      totalLength = bytes.length; // left to the network card (segmentation offload)
    }
    if (totalLength < headerLength || totalLength > LARGEST_IPV4) {
      throw new MalformedPacketException(
          "IPv4 total length " + totalLength + ", header length " + headerLength);
    }
    int identification = in.u16();
    int flagsAndOffset = in.u16();
    int ttl = in.u8();
    int protocol = in.u8();
    in.skip(2);
    Inet4Address source = Addresses.ipv4(in.bytes(4));
    Inet4Address destination = Addresses.ipv4(in.bytes(4));
    byte[] options = in.bytes(headerLength - HEADER);
    return new Ipv4(
        trafficClass,
        identification,
        (flagsAndOffset & DF) != 0,
        (flagsAndOffset & MF) != 0,
        (flagsAndOffset & 0x1fff) * 8,
        ttl,
        protocol,
        source,
        destination,
        options,
        totalLength,
        Checksum.of(bytes, headerLength) == 0 ? Checksum.State.CORRECT : Checksum.State.WRONG,
        in.upTo(totalLength - headerLength));
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public int headerLength() {
    return HEADER + options.length;
  }

  @Override
  public byte[] emit() {
    WireWriter out = new WireWriter(headerLength() + payload.length);
    out.u8(4 << 4 | headerLength() / 4).u8(trafficClass).u16(totalLength);
    out.u16((int) identification);
    out.u16((dontFragment ? DF : 0) | (moreFragments ? MF : 0) | fragmentOffset / 8);
    out.u8(hopLimit).u8(protocol).u16(0).bytes(source.getAddress());
    out.bytes(destination.getAddress()).bytes(options);
    return out.patch16(CHECKSUM_OFFSET, Checksum.of(out.soFar(), headerLength()))
        .bytes(payload)
        .done();
  }

  @Override
  public Ipv4 withHopLimit(int other) {
    return new Ipv4(
        trafficClass,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        other,
        protocol,
        source,
        destination,
        options,
        totalLength,
        headerChecksum,
        payload);
  }

  @Override
  public Ipv4 joined(byte[] wholePayload) {
    return new Ipv4(
        trafficClass,
        identification,
        dontFragment,
        false,
        0,
        hopLimit,
        protocol,
        source,
        destination,
        options,
        Math.min(LARGEST_IPV4, headerLength() + wholePayload.length),
        Checksum.State.CORRECT,
        wholePayload);
  }
}
