package dev.jnet.trace;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import dev.jnet.wire.WireReader;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes probes that differ where only the answer shows it, and are alike where routers look to
 * choose a path: addresses, protocol, ports; in ICMP the identifier and the checksum.
 */
final class TraceProbes {
  /** Octets behind ICMP's or UDP's header: room for the token, and below every link's MTU. */
  static final int DATA = 32;

  private static final int CHECKSUM_OFFSET = 2;
  private static final int FIRST_DYNAMIC_PORT = 49_152;
  private static final int WINDOW = 64_240;
  private static final int WINDOW_SHIFT = 7;
  private static final int WORDS = 1 << 16;

  private final TraceQuestion question;
  private final SplittableRandom random;
  private final int identifier;
  private final int port;
  private final int checksum;
  private int sequence;
  private int identification;

  TraceProbes(TraceQuestion question) {
    this.question = question;
    random = new SplittableRandom(question.seed());
    identifier = random.nextInt(WORDS);
    port = random.nextInt(WORDS - FIRST_DYNAMIC_PORT);
    checksum = random.nextInt(WORDS);
    sequence = random.nextInt(WORDS);
    identification = random.nextInt(WORDS);
  }

  /**
   * A probe of a flow.
   *
   * @param flow 0 to 63
   * @param ttl 1 to 255
   */
  Probe probe(int flow, int ttl) {
    Transport transport =
        switch (question.via().kind()) {
          case ICMP -> echo(flow);
          case UDP -> new Udp(port(flow), question.via().port(), data());
          case TCP -> syn(flow);
        };
    identification = (identification + 1) % WORDS;
    return Probe.of(
        question.hop(),
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            identification,
            ttl,
            transport.protocol(),
            transport.emit(question.hop().source(), question.target())));
  }

  private int port(int flow) {
    return FIRST_DYNAMIC_PORT + (port + flow) % (WORDS - FIRST_DYNAMIC_PORT);
  }

  /**
   * An echo request with its flow's checksum: the last word of its data makes up the difference.
   */
  private IcmpEcho echo(int flow) {
    sequence = (sequence + 1) % WORDS;
    byte[] data = data();
    data[DATA - 2] = 0;
    data[DATA - 1] = 0;
    int makesUp = Checksum.difference(checksum(echo(flow, data)), checksum(flow));
    data[DATA - 2] = (byte) (makesUp >>> Byte.SIZE);
    data[DATA - 1] = (byte) makesUp;
    return echo(flow, data);
  }

  private IcmpEcho echo(int flow, byte[] data) {
    return IcmpEcho.request(question.version(), (identifier + flow) % WORDS, sequence, data);
  }

  /** Flows differ in all bits of their checksums: routers hash only some of them. */
  private int checksum(int flow) {
    return 1 + (checksum + flow * 0x6d2b) % (WORDS - 2); // neither form of zero
  }

  private int checksum(IcmpEcho echo) {
    WireReader in = new WireReader(echo.emit(question.hop().source(), question.target()));
    try {
      in.skip(CHECKSUM_OFFSET);
      return in.u16();
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("an echo request has a header", impossible);
    }
  }

  private Tcp syn(int flow) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
    int mss = Math.max(1, Math.min(WORDS - 1, question.hop().mtu() - headers));
    return new Tcp(
        port(flow),
        question.via().port(),
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

  /** Octets of every probe's packet. */
  int length() {
    int headers = question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    return question.via().kind() == Via.Kind.TCP
        ? headers + syn(0).headerLength()
        : headers + Icmp.HEADER + DATA;
  }
}
