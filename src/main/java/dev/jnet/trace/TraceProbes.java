package dev.jnet.trace;

import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the probes of a trace. The probes of a flow are alike in the fields by which routers choose
 * a path: addresses, protocol and ports, or in ICMP the identifier and the checksum. They differ in
 * other fields, so that each answer can be assigned to its probe.
 */
final class TraceProbes {
  /** Bytes behind ICMP's or UDP's header: room for the token, and below every link's MTU. */
  static final int DATA = 32;

  private static final int HOP_LIMIT = 64;
  private static final int WINDOW = 64_240;
  private static final int WINDOW_SHIFT = 7;
  private static final int WORDS = 1 << 16;

  private final TraceQuestion question;
  private final SplittableRandom random;
  private final FlowLabel first;
  private int sequence;
  private int identification;

  TraceProbes(TraceQuestion question) {
    this.question = question;
    random = new SplittableRandom(question.seed());
    first = FlowLabel.random(random);
    sequence = random.nextInt(WORDS);
    identification = random.nextInt(WORDS);
  }

  /**
   * A probe of a flow.
   *
   * @param flow 0 to 63 for the flows of a trace; 64 for a probe outside of them
   * @param ttl 1 to 255
   */
  Probe probe(int flow, int ttl) {
    Transport transport =
        switch (question.via().kind()) {
          case ICMP -> echo(flow);
          case UDP -> new Udp(label(flow).port().number(), to(), data());
          case TCP -> syn(flow);
        };
    return probe(transport, ttl);
  }

  /**
   * The RST that ends a connection after the SYN-ACK, so that the target accepts the next SYN.
   *
   * @param answer the SYN-ACK
   */
  Probe reset(int flow, Tcp answer) {
    return probe(
        new Tcp(
            label(flow).port().number(),
            to(),
            answer.acknowledgment(),
            0,
            Tcp.RST,
            0,
            List.of(),
            new byte[0]),
        HOP_LIMIT);
  }

  private Probe probe(Transport transport, int ttl) {
    identification = (identification + 1) % WORDS;
    return Probe.of(
        question.hop(),
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            identification,
            ttl,
            new Payload(
                transport.protocol(), transport.emit(question.hop().source(), question.target()))));
  }

  /** The target's port, for kinds of probes that have one. */
  private int to() {
    return question.via().port().orElseThrow().number();
  }

  /** What the probes of a flow have in common. */
  FlowLabel label(int flow) {
    return first.other(flow);
  }

  private IcmpEcho echo(int flow) {
    sequence = (sequence + 1) % WORDS;
    return label(flow)
        .echo(question.version(), sequence, data(), question.hop().source(), question.target());
  }

  private Tcp syn(int flow) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
    int mss = Math.max(1, Math.min(WORDS - 1, question.hop().mtu() - headers));
    return new Tcp(
        label(flow).port().number(),
        to(),
        random.nextLong(1L << Integer.SIZE),
        0,
        Tcp.SYN,
        WINDOW,
        List.of(
            new TcpOption.MaximumSegmentSize(mss),
            new TcpOption.SackPermitted(),
            new TcpOption.NoOperation(),
            new TcpOption.WindowScale(WINDOW_SHIFT)),
        new byte[0]);
  }

  private byte[] data() {
    byte[] data = new byte[DATA];
    random.nextBytes(data);
    return data;
  }

  /** Bytes of every probe's packet. */
  int length() {
    int headers = question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    return question.via().kind() == Via.Kind.TCP
        ? headers + syn(0).headerLength()
        : headers + Icmp.HEADER + DATA;
  }
}
