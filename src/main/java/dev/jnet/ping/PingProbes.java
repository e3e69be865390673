package dev.jnet.ping;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the probes of one ping. */
final class PingProbes {
  /** How many bytes of the data no pattern overwrites: the first ones, which tell probes apart. */
  static final int TOKEN = 8;

  /** Above the ports that Linux gives to its own connections (32768 to 60999). */
  private static final int FIRST_PORT = 61_000;

  private static final int PORTS = 65_536 - FIRST_PORT;
  private static final int WINDOW = 64_240;

  private final PingQuestion question;
  private final SplittableRandom random;
  private final int identifier;
  private final int firstPort;
  private int longest;

  PingProbes(PingQuestion question) {
    this.question = question;
    this.random = new SplittableRandom(question.seed());
    this.identifier = random.nextInt(1 << 16);
    this.firstPort = random.nextInt(PORTS);
    this.longest = question.hop().mtu();
  }

  /** The identifier of this ping's echo requests, 0 to 65535. */
  int identifier() {
    return identifier;
  }

  /**
   * Takes the MTU that a router claims. Longer packets are split here from now on, where the
   * question allows it. A claim below the minimum MTU of the IP version is ignored, because every
   * link must carry that.
   */
  void claimed(long mtu) {
    int least = question.version() == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
    boolean routersSplit =
        question.version() == 4 && question.shape().splitting() == PingQuestion.Splitting.DONT;
    if (mtu >= least && mtu < longest && !routersSplit) {
      longest = (int) mtu;
    }
  }

  /** The probe with a number, from 1. */
  Probe make(long number) {
    Via via = question.via();
    int port = FIRST_PORT + (int) ((firstPort + number) % PORTS);
    Transport transport =
        switch (via.kind()) {
          case ICMP ->
              IcmpEcho.request(question.version(), identifier, (int) number & 0xffff, data());
          case UDP -> new Udp(port, to(), data());
          case TCP -> syn(port);
        };
    IpPacket packet = packet(transport);
    return question.shape().splitting() == PingQuestion.Splitting.DO
        ? Probe.of(question.hop(), packet)
        : Probe.split(question.hop(), packet, longest, random.nextInt());
  }

  /** The target's port, for kinds of probes that have one. */
  private int to() {
    return question.via().port().orElseThrow().number();
  }

  private Tcp syn(int from) {
    return new Tcp(
        from,
        to(),
        random.nextLong(1L << 32),
        0,
        Tcp.SYN,
        WINDOW,
        List.of(new TcpOption.MaximumSegmentSize(question.maximumSegmentSize())),
        new byte[0]);
  }

  private IpPacket packet(Transport transport) {
    InetAddress source = question.hop().source();
    InetAddress target = question.target();
    PingQuestion.Shape shape = question.shape();
    byte[] payload = transport.emit(source, target);
    int identification = random.nextInt(1 << 16);
    if (question.version() == 4) {
      return new Ipv4(
          shape.trafficClass(),
          identification,
          shape.splitting() != PingQuestion.Splitting.DONT,
          false,
          0,
          question.hopLimit(),
          transport.protocol(),
          (Inet4Address) source,
          (Inet4Address) target,
          new byte[0],
          Ipv4.HEADER + payload.length,
          Checksum.State.CORRECT,
          payload);
    }
    return new Ipv6(
        shape.trafficClass(),
        0,
        question.hopLimit(),
        transport.protocol(),
        (Inet6Address) source,
        (Inet6Address) target,
        0,
        0,
        false,
        0,
        Ipv6.HEADER + payload.length,
        payload);
  }

  private byte[] data() {
    byte[] data = new byte[question.shape().size()];
    random.nextBytes(data);
    byte[] pattern = question.shape().pattern();
    if (pattern.length > 0) {
      for (int i = TOKEN; i < data.length; i++) {
        data[i] = pattern[(i - TOKEN) % pattern.length];
      }
    }
    return data;
  }
}
