package dev.jnet.probe;

import dev.jnet.link.FirstHop;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;

/**
 * One packet to send, and how to know what answers it. Two probes are the same only when they are
 * one object: the same octets sent twice are two questions.
 */
public final class Probe {
  private final byte[] frame;
  private final Flow flow;
  private final IpPacket packet;
  private final long acknowledgedBy;

  private Probe(byte[] frame, Flow flow, IpPacket packet) {
    this.frame = frame;
    this.flow = flow;
    this.packet = packet;
    this.acknowledgedBy = acknowledgedBy(packet);
  }

  /**
   * A probe that sends an IP packet to the next hop.
   *
   * @throws IllegalArgumentException when the packet is of a protocol whose answers cannot be told
   *     apart
   */
  public static Probe of(FirstHop hop, IpPacket packet) {
    Flow flow =
        Flow.ofSent(packet)
            .orElseThrow(
                () -> new IllegalArgumentException("no flow in protocol " + packet.protocol()));
    return new Probe(hop.frame(packet), flow, packet);
  }

  /** The octets to send. */
  public byte[] frame() {
    return frame;
  }

  /** What its answer, or the quote of it, has in common with it. */
  public Flow flow() {
    return flow;
  }

  /**
   * The acknowledgment number that says that this TCP segment has arrived, 0 to 2^32 − 1; negative
   * for other packets.
   */
  long acknowledgedBy() {
    return acknowledgedBy;
  }

  private static long acknowledgedBy(IpPacket packet) {
    if (packet.protocol() != IpProtocol.TCP) {
      return -1;
    }
    try {
      Tcp tcp = Tcp.parse(packet);
      return (tcp.sequence() + tcp.sequenceLength()) & 0xffff_ffffL;
    } catch (MalformedPacketException notEvenAHeader) {
      return -1;
    }
  }

  /** The IP packet in the frame. */
  public IpPacket packet() {
    return packet;
  }
}
