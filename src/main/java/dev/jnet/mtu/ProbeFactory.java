package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes probes of a given size. Their data are random, for two reasons: they are the token that
 * identifies an answer, and no link on the path can compress them. Sizes are bytes of the whole IP
 * packet.
 */
final class ProbeFactory {
  /**
   * The first of the ports that are usually closed because traceroute uses them, and how many there
   * are.
   */
  static final int CLOSED_PORTS = 33_434;

  private static final int CLOSED_PORT_COUNT = 90;
  private static final int FIRST_DYNAMIC_PORT = 49_152;

  private final MtuQuestion question;
  private final SplittableRandom random;
  private final Optional<FlowLabel> label;
  private final int identifier;
  private int sequence;

  /** Makes probes of no flow in particular. */
  ProbeFactory(MtuQuestion question) {
    this(question, Optional.empty());
  }

  /** Makes probes with this label, or of no flow in particular. */
  ProbeFactory(MtuQuestion question, Optional<FlowLabel> label) {
    this.question = question;
    this.label = label;
    this.random = new SplittableRandom(question.seed());
    this.identifier = random.nextInt(1 << 16);
    this.sequence = random.nextInt(1 << 16);
  }

  /** Makes probes of one flow: routers may send those of others by paths with other MTUs. */
  static ProbeFactory ofOneFlow(MtuQuestion question) {
    FlowLabel label = FlowLabel.random(new SplittableRandom(question.seed()));
    return new ProbeFactory(question, Optional.of(label));
  }

  /** Probes of one kind with this factory's label, which must have one. */
  Carrier carrier(Via via) {
    return switch (via.kind()) {
      case ICMP -> new EchoCarrier(this);
      case UDP -> DatagramCarrier.ofOneFlow(question, this, via.port().orElseThrow());
      case TCP -> new SynCarrier(question, via.port().orElseThrow(), label.orElseThrow().port());
    };
  }

  /** An echo request. */
  Probe echo(int size, Ttl ttl) {
    sequence = (sequence + 1) & 0xffff;
    InetAddress source = question.hop().source();
    IcmpEcho echo =
        label.isPresent()
            ? label.get().echo(question.version(), sequence, data(size), source, question.target())
            : IcmpEcho.request(question.version(), identifier, sequence, data(size));
    return probe(echo, ttl);
  }

  /** A UDP datagram to a port that is probably closed; of one flow, always to the same one. */
  Probe datagram(int size, Ttl ttl) {
    int which =
        label.isPresent()
            ? label.get().port().number() % CLOSED_PORT_COUNT
            : random.nextInt(CLOSED_PORT_COUNT);
    return datagram(size, ttl, new Port(CLOSED_PORTS + which));
  }

  /** A UDP datagram to a port. */
  Probe datagram(int size, Ttl ttl, Port port) {
    int from =
        label.isPresent()
            ? label.get().port().number()
            : FIRST_DYNAMIC_PORT + random.nextInt((1 << 16) - FIRST_DYNAMIC_PORT);
    return probe(new Udp(from, port.number(), data(size)), ttl);
  }

  private Probe probe(Transport transport, Ttl ttl) {
    IpPacket packet =
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            random.nextInt(1 << 16),
            ttl.value(),
            new Payload(
                transport.protocol(), transport.emit(question.hop().source(), question.target())));
    return Probe.of(question.hop(), packet);
  }

  /**
   * Random data that fill a packet of this size after the IP header and the 8 bytes of the ICMP or
   * UDP header.
   */
  private byte[] data(int size) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Icmp.HEADER;
    byte[] data = new byte[size - headers];
    random.nextBytes(data);
    return data;
  }
}
