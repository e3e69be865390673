package dev.jnet.probe;

import dev.jnet.link.FirstHop;
import dev.jnet.wire.IpPacket;

/**
 * One packet to send, and how to know what answers it. Two probes are the same only when they are
 * one object: the same octets sent twice are two questions.
 */
public final class Probe {
  private final byte[] frame;
  private final Flow flow;
  private final IpPacket packet;

  private Probe(byte[] frame, Flow flow, IpPacket packet) {
    this.frame = frame;
    this.flow = flow;
    this.packet = packet;
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

  /** The IP packet in the frame. */
  public IpPacket packet() {
    return packet;
  }
}
