package dev.jnet.mtu;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes probes of a given size. Their data are random: they serve as the token by which an answer
 * is known, and no link on the way can compress them.
 */
final class Probes implements Carrier {
  /** Ports that traceroute has made everybody leave closed. */
  private static final int CLOSED_PORTS = 33_434;

  private static final int FIRST_DYNAMIC_PORT = 49_152;

  private final MtuQuestion question;
  private final SplittableRandom random;
  private final Optional<FlowLabel> label;
  private final int identifier;
  private int sequence;

  /** Probes of no flow in particular. */
  Probes(MtuQuestion question) {
    this(question, Optional.empty());
  }

  /** Probes with this label. */
  Probes(MtuQuestion question, Optional<FlowLabel> label) {
    this.question = question;
    this.label = label;
    this.random = new SplittableRandom(question.seed());
    this.identifier = random.nextInt(1 << 16);
    this.sequence = random.nextInt(1 << 16);
  }

  /** An echo request in a packet of this many octets. */
  @Override
  public Probe probe(int size, int hopLimit) {
    sequence = (sequence + 1) & 0xffff;
    InetAddress source = question.hop().source();
    IcmpEcho echo =
        label.isPresent()
            ? label.get().echo(question.version(), sequence, data(size), source, question.target())
            : IcmpEcho.request(question.version(), identifier, sequence, data(size));
    return probe(echo, hopLimit);
  }

  /** A UDP datagram to a port that is probably closed, in a packet of this many octets. */
  Probe datagram(int size, int hopLimit) {
    return datagram(size, hopLimit, CLOSED_PORTS + random.nextInt(90));
  }

  @Override
  public boolean arrived(Reply reply) {
    return reply instanceof Reply.Echoed;
  }

  /** A UDP datagram to a port, in a packet of this many octets. */
  Probe datagram(int size, int hopLimit, int port) {
    int from =
        label.isPresent()
            ? label.get().port()
            : FIRST_DYNAMIC_PORT + random.nextInt((1 << 16) - FIRST_DYNAMIC_PORT);
    return probe(new Udp(from, port, data(size)), hopLimit);
  }

  private Probe probe(Transport transport, int hopLimit) {
    IpPacket packet =
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            random.nextInt(1 << 16),
            hopLimit,
            transport.protocol(),
            transport.emit(question.hop().source(), question.target()));
    return Probe.of(question.hop(), packet);
  }

  /** What is left of a size behind the IP header and the 8 octets of ICMP's or UDP's. */
  private byte[] data(int size) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Icmp.HEADER;
    byte[] data = new byte[size - headers];
    random.nextBytes(data);
    return data;
  }
}
