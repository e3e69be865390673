package dev.jnet.wire;

import java.net.InetAddress;

/**
 * A message of ICMP for IPv4 (RFC 792) or of ICMPv6 (RFC 4443). Both have the same fields, with
 * different numbers in them.
 */
public sealed interface Icmp extends Transport
    permits IcmpEcho, IcmpError, NeighborSolicitation, NeighborAdvertisement, IcmpOther {
  /**
   * Length of the header in bytes: type, code, checksum, and four bytes whose meaning depends on
   * the type.
   */
  int HEADER = 8;

  /** 4 for ICMP, 6 for ICMPv6. */
  int version();

  /** The message's type, 0 to 255. */
  int type();

  /** The message's code, 0 to 255. Its meaning depends on the type. */
  int code();

  @Override
  default int protocol() {
    return IpProtocol.icmp(version());
  }

  /** Parses the payload of a packet that is not a later fragment. */
  static Icmp parse(IpPacket packet) throws MalformedPacketException {
    int version = packet.version();
    byte[] bytes = packet.payload();
    WireReader in = new WireReader(bytes);
    int type = in.u8();
    int code = in.u8();
    int field = in.u16();
    long second = in.u32();
    Checksum.State checksum = verify(packet, field);
    if (type == IcmpEcho.request(version) || type == IcmpEcho.reply(version)) {
      return new IcmpEcho(
          version,
          type == IcmpEcho.request(version),
          (int) (second >>> 16),
          (int) second & 0xffff,
          checksum,
          in.rest());
    }
    IcmpError.Type error = new IcmpError.Type(version, type, code);
    if (error.kind().isPresent()) {
      return IcmpError.parse(error, second, checksum, in.rest());
    }
    if (version == 6 && code == 0 && type == NeighborSolicitation.TYPE) {
      return NeighborSolicitation.parse(checksum, in);
    }
    if (version == 6 && code == 0 && type == NeighborAdvertisement.TYPE) {
      return NeighborAdvertisement.parse(second, checksum, in);
    }
    return new IcmpOther(version, type, code, second, checksum, in.rest());
  }

  /** ICMP's checksum covers the message alone, ICMPv6's covers the pseudo-header as well. */
  private static Checksum.State verify(IpPacket packet, int field) {
    if (packet.version() == 6) {
      return Transport.verify(packet, field);
    }
    if (packet.isFragment() || packet.isTruncated()) {
      return Checksum.State.NOT_VERIFIED;
    }
    return Checksum.of(packet.payload()) == 0 ? Checksum.State.CORRECT : Checksum.State.WRONG;
  }

  /** The bytes of a message with this second header word and body, with its checksum. */
  static byte[] emit(
      Icmp message, long second, byte[] body, InetAddress source, InetAddress destination) {
    WireWriter out =
        new WireWriter(HEADER + body.length)
            .u8(message.type())
            .u8(message.code())
            .u16(0)
            .u32(second)
            .bytes(body);
    int checksum =
        message.version() == 4
            ? Checksum.of(out.soFar())
            : Checksum.withPseudoHeader(source, destination, IpProtocol.ICMPV6, out.soFar());
    return out.patch16(2, checksum).done();
  }
}
