package dev.jnet.mesh;

import dev.jnet.link.FirstHop;
import dev.jnet.probe.Probe;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A packet of a train: a UDP datagram that its receiver recognizes.
 *
 * @param number within the measurement, from 0 on
 * @param flow the number of the flow, by which routers choose among equal paths
 * @param bytes of the whole IP packet
 * @param hopLimit 1 to 255
 * @param trafficClass DSCP and ECN, 0 to 255
 */
public record TrainPacket(int number, int flow, int bytes, int hopLimit, int trafficClass) {
  /** Bytes of data that every packet has: a mark, the token, and its number. */
  static final int DATA = 4 + 8 + 4;

  private static final int MARK = 0x6a6d7368;

  /** The data of a packet that arrived. */
  record Label(long token, int number) {}

  /** The smallest packet of an IP version, in bytes. */
  public static int smallest(int family) {
    return header(family) + Udp.HEADER + DATA;
  }

  private static int header(int family) {
    return family == 4 ? Ipv4.HEADER : Ipv6.HEADER;
  }

  /** The packet on its way; routers may not split it. */
  Probe probe(Trip trip) {
    FirstHop hop = trip.hop();
    int family = trip.target() instanceof Inet4Address ? 4 : 6;
    byte[] data = new byte[bytes - header(family) - Udp.HEADER];
    ByteBuffer.wrap(data).putInt(MARK).putLong(trip.token()).putInt(number);
    byte[] datagram =
        new Udp(trip.sourcePort().number() + flow, trip.targetPort().number(), data)
            .emit(hop.source(), trip.target());
    Payload payload = new Payload(IpProtocol.UDP, datagram);
    return Probe.of(hop, packet(hop.source(), trip.target(), payload));
  }

  private IpPacket packet(InetAddress source, InetAddress target, Payload payload) {
    IpPacket plain = IpPacket.unsplittable(source, target, number & 0xffff, hopLimit, payload);
    return trafficClass == 0 ? plain : marked(plain);
  }

  private IpPacket marked(IpPacket plain) {
    byte[] bytes = plain.emit();
    if (plain instanceof Ipv4 four) {
      return new Ipv4(
          trafficClass,
          four.identification(),
          true,
          false,
          0,
          hopLimit,
          four.protocol(),
          four.source(),
          four.destination(),
          four.options(),
          four.totalLength(),
          four.headerChecksum(),
          four.payload());
    }
    // the class is between the version (4 bits) and the flow label (20 bits): RFC 8200 section 3
    bytes[0] = (byte) (6 << 4 | trafficClass >> 4);
    bytes[1] = (byte) (trafficClass << 4 | (bytes[1] & 0xf));
    try {
      return Ipv6.parse(bytes);
    } catch (MalformedPacketException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What identifies a datagram that arrived; empty when it is none of a train. */
  static Optional<Label> label(byte[] data) {
    if (data.length < DATA) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    return in.getInt() == MARK
        ? Optional.of(new Label(in.getLong(), in.getInt()))
        : Optional.empty();
  }
}
