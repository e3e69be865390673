package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Probes that are SYNs with data to a closed port. The reset that answers a SYN acknowledges its
 * data too (RFC 9293 section 3.10.7.1), and so shows which SYN arrived.
 */
final class SynCarrier implements Carrier {
  private static final int WINDOW = 64_240;

  private final MtuQuestion question;
  private final Port port;
  private final Port localPort;
  private final SplittableRandom random;

  /**
   * SYNs of one flow.
   *
   * @param port of the target, which should be closed
   * @param localPort of this machine
   */
  SynCarrier(MtuQuestion question, Port port, Port localPort) {
    this.question = question;
    this.port = port;
    this.localPort = localPort;
    this.random = new SplittableRandom(question.seed());
  }

  @Override
  public Probe probe(int size, Ttl ttl) {
    int headers = (question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
    byte[] data = new byte[size - headers];
    random.nextBytes(data);
    long sequence = random.nextLong(1L << Integer.SIZE);
    Tcp syn =
        new Tcp(localPort.number(), port.number(), sequence, 0, Tcp.SYN, WINDOW, List.of(), data);
    return Probe.of(
        question.hop(),
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            random.nextInt(1 << 16),
            ttl.value(),
            new Payload(IpProtocol.TCP, syn.emit(question.hop().source(), question.target()))));
  }

  @Override
  public boolean answersAlike(int size) {
    return true;
  }

  @Override
  public boolean arrived(Reply reply) {
    return reply instanceof Reply.Segment segment
        && segment.tcp().has(Tcp.RST)
        && segment.tcp().has(Tcp.ACK)
        && segment.tcp().acknowledgment() == reply.probe().acknowledgedBy();
  }
}
