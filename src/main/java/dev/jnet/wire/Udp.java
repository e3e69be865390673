package dev.jnet.wire;

import java.net.InetAddress;

/**
 * A UDP datagram (RFC 768): 8 bytes of header, no connection, no order, no retransmission.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param length length of header and payload according to the header, 8 to 65535 bytes
 * @param checksum whether it was right when the datagram was parsed
 * @param payload as much of the payload as was captured or quoted
 */
public record Udp(
    int sourcePort, int destinationPort, int length, Checksum.State checksum, byte[] payload)
    implements Transport {
  /** Length of the header in bytes. */
  public static final int HEADER = 8;

  private static final int CHECKSUM_OFFSET = 6;

  /** A whole datagram to send. */
  public Udp(int sourcePort, int destinationPort, byte[] payload) {
    this(sourcePort, destinationPort, HEADER + payload.length, Checksum.State.CORRECT, payload);
  }

  /** Parses the payload of a packet that is not a later fragment. */
  public static Udp parse(IpPacket packet) throws MalformedPacketException {
    byte[] bytes = packet.payload();
    WireReader in = new WireReader(bytes);
    int sourcePort = in.u16();
    int destinationPort = in.u16();
    int length = in.u16();
    int field = in.u16();
    if (length < HEADER) {
      throw new MalformedPacketException("UDP length " + length);
    }
    Checksum.State state =
        (field == 0 && packet.version() == 4) || length != bytes.length
            ? Checksum.State.NOT_VERIFIED
            : Transport.verify(packet, field);
    return new Udp(sourcePort, destinationPort, length, state, in.upTo(length - HEADER));
  }

  @Override
  public int protocol() {
    return IpProtocol.UDP;
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    WireWriter out =
        new WireWriter(HEADER + payload.length)
            .u16(sourcePort)
            .u16(destinationPort)
            .u16(length)
            .u16(0)
            .bytes(payload);
    int checksum = Checksum.withPseudoHeader(source, destination, IpProtocol.UDP, out.soFar());
    // 0 would mean "no checksum"; its other form in one's complement is all ones (RFC 768)
    return out.patch16(CHECKSUM_OFFSET, checksum == 0 ? 0xffff : checksum).done();
  }
}
