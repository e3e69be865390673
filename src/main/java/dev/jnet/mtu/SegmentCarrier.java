package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Segments on an established connection, with data that the other side has long had: their numbers
 * lie below what it has acknowledged. It drops the data, and has to acknowledge at once (RFC 9293
 * section 3.10.7.4). So no application ever sees a probe, whatever protocol it speaks.
 *
 * <p>Which of them an acknowledgment is for its D-SACK says (RFC 2883); where the other side sends
 * none, the timestamp that it echoes (RFC 7323).
 */
final class SegmentCarrier implements Carrier {
  /** What tells which segment an acknowledgment is for. */
  enum Sign {
    /** A SACK block with the bytes that came again. */
    D_SACK,
    /** The echoed timestamp. */
    TIMESTAMP,
    /** Nothing: an acknowledgment says that some segment arrived, and not which. */
    NONE
  }

  private final MtuQuestion question;
  private final Connection connection;
  private final SplittableRandom random;
  private final Map<Long, Sent> byStamp = new HashMap<>();
  private Sign sign;
  private boolean seenDuplicate;
  private int sent;
  private long now;

  /** When a timestamp was last used: by a probe, or before by any segment of the connection. */
  private long stampedAt;

  private static final class Sent {
    final Probe probe;
    final long at;
    boolean answered;

    Sent(Probe probe, long at) {
      this.probe = probe;
      this.at = at;
    }
  }

  /** Segments on a connection whose two SYNs are known at {@code now}. */
  SegmentCarrier(MtuQuestion question, Connection connection, long now) {
    this.question = question;
    this.connection = connection;
    this.random = new SplittableRandom(question.seed());
    this.stampedAt = now;
    this.sign = connection.options().sack() ? Sign.D_SACK : withoutSack();
  }

  private Sign withoutSack() {
    return connection.options().timestamps() ? Sign.TIMESTAMP : Sign.NONE;
  }

  Sign sign() {
    return sign;
  }

  /** When the next probe may be made: timestamps have to differ, and their clock ticks in ms. */
  long readyAt() {
    return sign == Sign.TIMESTAMP
        ? (Math.floorDiv(stampedAt, Nanos.MILLISECOND) + 1) * Nanos.MILLISECOND
        : Long.MIN_VALUE;
  }

  /** The time of the probes made from now on: their timestamps must not be old. */
  void now(long time) {
    now = time;
  }

  @Override
  public Probe probe(int size, Ttl ttl) {
    sent++;
    int ip = question.version() == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    byte[] data = new byte[Math.max(1, size - ip - connection.probeHeaderLength())];
    random.nextBytes(data);
    // each probe ends at a number of its own, or has a timestamp of its own
    Tcp tcp = connection.probe(data, sign == Sign.TIMESTAMP ? 0 : sent, now);
    Probe probe =
        Probe.of(question.hop(), question.target(), random.nextInt(1 << 16), ttl.value(), tcp);
    TcpOption.Timestamps stamps = stamps(tcp);
    stampedAt = now;
    if (sign == Sign.TIMESTAMP && stamps != null) {
      byStamp.put(stamps.value(), new Sent(probe, now));
    }
    return probe;
  }

  /** None: a server may close the connection at once, and answers no more then. */
  @Override
  public long headStart() {
    return 0;
  }

  @Override
  public boolean arrived(Reply reply) {
    if (!(reply instanceof Reply.Segment segment)) {
      return false;
    }
    if (sign == Sign.TIMESTAMP) {
      return isAcknowledgment(segment.tcp());
    }
    OptionalLong named = segment.tcp().firstSelective();
    return named.isPresent() && named.getAsLong() == reply.probe().acknowledgedBy();
  }

  /** The reply, as one to the probe that it is really for. */
  Reply attributed(Reply reply) {
    if (sign != Sign.TIMESTAMP || !(reply instanceof Reply.Segment segment)) {
      return reply;
    }
    TcpOption.Timestamps stamps = stamps(segment.tcp());
    Sent echoed = stamps == null ? null : byStamp.get(stamps.echo());
    if (echoed == null) {
      return reply;
    }
    long at = reply.timing().at();
    Reply.Timing timing = new Reply.Timing(at, Math.max(0, at - echoed.at), false, echoed.answered);
    echoed.answered = true;
    return new Reply.Segment(echoed.probe, timing, segment.packet(), segment.tcp());
  }

  /**
   * Whether a segment shows that the other side acknowledges probes without D-SACKs, although it
   * takes SACKs: then another sign counts from {@code at} on, and what was sent before tells
   * nothing.
   */
  boolean learns(Tcp tcp, long at) {
    if (sign != Sign.D_SACK || sent == 0) {
      return false;
    }
    seenDuplicate |= tcp.firstSelective().isPresent();
    if (seenDuplicate || !isAcknowledgment(tcp)) {
      return false;
    }
    sign = withoutSack();
    stampedAt = Math.max(stampedAt, at);
    return true;
  }

  /** Whether this is what the other side says to data that it has had. */
  private boolean isAcknowledgment(Tcp tcp) {
    return tcp.flags() == Tcp.ACK
        && tcp.payload().length == 0
        && tcp.acknowledgment() == connection.sendUnacknowledged();
  }

  private static TcpOption.Timestamps stamps(Tcp tcp) {
    for (TcpOption option : tcp.options()) {
      if (option instanceof TcpOption.Timestamps stamps) {
        return stamps;
      }
    }
    return null;
  }
}
