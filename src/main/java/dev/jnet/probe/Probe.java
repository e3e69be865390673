package dev.jnet.probe;

import dev.jnet.link.FirstHop;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Fragmentation;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One packet to send, and what its answer must look like. Two probes are equal only when they are
 * the same object, because the same bytes sent twice are two questions.
 */
public final class Probe {
  private final byte[] frame;
  private final List<byte[]> furtherFrames;
  private final int firstLength;
  private final Flow flow;
  private final Optional<IpPacket> packet;
  private final long acknowledgedBy;

  private Probe(byte[] frame, Flow flow, Optional<IpPacket> packet) {
    this(frame, List.of(), packet.isPresent() ? packet.get().totalLength() : 0, flow, packet);
  }

  private Probe(
      byte[] frame,
      List<byte[]> furtherFrames,
      int firstLength,
      Flow flow,
      Optional<IpPacket> packet) {
    this.frame = frame;
    this.furtherFrames = furtherFrames;
    this.firstLength = firstLength;
    this.flow = flow;
    this.packet = packet;
    this.acknowledgedBy = packet.isPresent() ? acknowledgedBy(packet.get()) : -1;
  }

  /**
   * A probe that sends a TCP segment to a target, in an IP packet that must not be split.
   *
   * @param identification the IPv4 packet's identification, 0 to 65535
   */
  public static Probe of(
      FirstHop hop, InetAddress target, int identification, Ttl ttl, Tcp segment) {
    return of(
        hop,
        IpPacket.unsplittable(
            hop.source(),
            target,
            identification,
            ttl.value(),
            new Payload(IpProtocol.TCP, segment.emit(hop.source(), target))));
  }

  /**
   * A probe that sends an IP packet to the next hop.
   *
   * @throws IllegalArgumentException when answers cannot be matched to packets of this protocol
   */
  public static Probe of(FirstHop hop, IpPacket packet) {
    return new Probe(hop.frame(packet), flowOf(packet), Optional.of(packet));
  }

  /**
   * A probe that sends an IP packet to the next hop, in fragments if it is too long.
   *
   * @param mtu the length of the longest fragment in bytes, at most the interface's MTU
   * @param identification the identification of the fragments in IPv6, 0 to 2^32 − 1; IPv4 packets
   *     have their own
   * @throws IllegalArgumentException when answers cannot be matched to packets of this protocol
   */
  public static Probe split(FirstHop hop, IpPacket packet, int mtu, int identification) {
    Probe whole = of(hop, packet);
    if (packet.totalLength() <= mtu) {
      return whole;
    }
    List<byte[]> frames = new ArrayList<>();
    int firstLength = 0;
    for (byte[] fragment : Fragmentation.split(packet, mtu, identification)) {
      firstLength = frames.isEmpty() ? fragment.length : firstLength;
      frames.add(hop.frame(packet.version(), fragment));
    }
    List<byte[]> further = List.copyOf(frames.subList(1, frames.size()));
    return new Probe(frames.get(0), further, firstLength, whole.flow, whole.packet);
  }

  /**
   * An ARP or RARP question to all stations on the link.
   *
   * @param etherType {@link EtherType#ARP} or {@link EtherType#RARP}
   */
  public static Probe broadcast(int etherType, Arp question) {
    byte[] frame =
        new Ethernet(MacAddress.BROADCAST, question.senderMac(), etherType, question.emit()).emit();
    return new Probe(frame, Flow.ofSent(etherType, question), Optional.empty());
  }

  /**
   * A probe that asks for a neighbor with an IP packet: a Neighbor Solicitation.
   *
   * @throws IllegalArgumentException when answers cannot be matched to packets of this protocol
   */
  public static Probe of(MacAddress to, MacAddress from, IpPacket question) {
    Flow flow = flowOf(question);
    int etherType = question.version() == 4 ? EtherType.IPV4 : EtherType.IPV6;
    byte[] frame = new Ethernet(to, from, etherType, question.emit()).emit();
    return new Probe(frame, flow, Optional.of(question));
  }

  private static Flow flowOf(IpPacket packet) {
    Optional<Flow> flow = Flow.ofSent(packet);
    if (flow.isEmpty()) {
      throw new IllegalArgumentException("no flow in protocol " + packet.protocol());
    }
    return flow.get();
  }

  /** The frame to send. When the packet was split, the frame with the first fragment. */
  public byte[] frame() {
    return frame;
  }

  /** The frames to send after the first one when the packet was split. Usually there are none. */
  List<byte[]> furtherFrames() {
    return furtherFrames;
  }

  /**
   * Length in bytes of the IP packet in the first frame. An ICMP error about the probe quotes this
   * packet.
   */
  int firstLength() {
    return firstLength;
  }

  /** What an answer to the probe, or a quote of it, has in common with the probe. */
  public Flow flow() {
    return flow;
  }

  /**
   * The acknowledgment number that confirms this TCP segment, 0 to 2^32 − 1; negative for other
   * packets.
   */
  public long acknowledgedBy() {
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

  /**
   * The IP packet in the frame. When it was split, the whole packet.
   *
   * @throws IllegalStateException for an ARP or RARP question, which is not in an IP packet
   */
  public IpPacket packet() {
    if (packet.isEmpty()) {
      throw new IllegalStateException("no IP packet in this probe");
    }
    return packet.get();
  }
}
