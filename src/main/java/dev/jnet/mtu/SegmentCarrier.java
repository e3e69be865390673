package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Segments on an established connection, with data that the other side has long had: their numbers
 * lie below what it has acknowledged. It drops the data, and has to acknowledge at once (RFC 9293
 * section 3.10.7.4); with SACK it says which octets those were (RFC 2883). So no application ever
 * sees a probe, whatever protocol it speaks.
 */
final class SegmentCarrier implements Carrier {
  private final MtuQuestion question;
  private final Connection connection;
  private final SplittableRandom random;
  private int sent;
  private long now;

  SegmentCarrier(MtuQuestion question, Connection connection) {
    this.question = question;
    this.connection = connection;
    this.random = new SplittableRandom(question.seed());
  }

  /** The time of the probes made from now on: their timestamps must not be old. */
  void now(long time) {
    now = time;
  }

  @Override
  public Probe probe(int size, int hopLimit) {
    sent++;
    int ip = question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    byte[] data = new byte[Math.max(1, size - ip - connection.probeHeaderLength())];
    random.nextBytes(data);
    // each probe ends at a number of its own, by which the acknowledgment of it is known
    Tcp tcp = connection.probe(data, sent, now);
    IpPacket packet =
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            random.nextInt(1 << 16),
            hopLimit,
            IpProtocol.TCP,
            tcp.emit(question.hop().source(), question.target()));
    return Probe.of(question.hop(), packet);
  }

  @Override
  public boolean arrived(Reply reply) {
    if (!(reply instanceof Reply.Segment segment)) {
      return false;
    }
    OptionalLong named = segment.tcp().firstSelective();
    return named.isPresent() && named.getAsLong() == reply.probe().acknowledgedBy();
  }
}
