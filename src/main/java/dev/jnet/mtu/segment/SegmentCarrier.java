package dev.jnet.mtu.segment;

import dev.jnet.mtu.Carrier;
import dev.jnet.mtu.MtuQuestion;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Probes that are segments on an established connection. Their sequence numbers lie below what the
 * server has acknowledged, so it has received these numbers already. It drops the data and must
 * acknowledge at once (RFC 9293 section 3.10.7.4). So no application ever sees a probe, whatever
 * its protocol.
 *
 * <p>The D-SACK in an acknowledgment says which segment it is for (RFC 2883). When the server sends
 * no D-SACKs, the echoed timestamp does (RFC 7323).
 */
final class SegmentCarrier implements Carrier {
  /** What shows which segment an acknowledgment is for. */
  enum Sign {
    /** A SACK block that names the bytes that arrived again. */
    D_SACK,
    /** The echoed timestamp. */
    TIMESTAMP,
    /** Nothing: an acknowledgment says only that some segment arrived. */
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

  /** When a timestamp was last used, by a probe or by the connection before it, in ns. */
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

  /**
   * When the next probe may be made, in ns. Timestamps must differ, and their clock ticks in ms.
   */
  long readyAt() {
    return sign == Sign.TIMESTAMP
        ? (Math.floorDiv(stampedAt, Nanos.MILLISECOND) + 1) * Nanos.MILLISECOND
        : Long.MIN_VALUE;
  }

  /** Sets the time of the probes made from now on, because the server drops old timestamps. */
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
    Probe probe = Probe.of(question.hop(), question.target(), random.nextInt(1 << 16), ttl, tcp);
    TcpOption.Timestamps stamps = stamps(tcp);
    stampedAt = now;
    if (sign == Sign.TIMESTAMP && stamps != null) {
      byStamp.put(stamps.value(), new Sent(probe, now));
    }
    return probe;
  }

  /** None, because a server may close the connection at once and then stops answering. */
  @Override
  public long headStart() {
    return 0;
  }

  @Override
  public boolean answersAlike(int size) {
    return true;
  }

  @Override
  public boolean arrived(Reply reply) {
    if (!(reply instanceof Reply.Segment segment)) {
      return false;
    }
    if (sign == Sign.TIMESTAMP) {
      Optional<Sent> echoed = echoedBy(segment.tcp());
      return isAcknowledgment(segment.tcp())
          && echoed.isPresent()
          && echoed.get().probe == reply.probe();
    }
    OptionalLong named = segment.tcp().firstSelective();
    return named.isPresent() && named.getAsLong() == reply.probe().acknowledgedBy();
  }

  /**
   * The probe whose timestamp a segment echoes. A server whose queue of connections is full answers
   * each probe with an acknowledgment that echoes the SYN: it tells of no probe.
   */
  private Optional<Sent> echoedBy(Tcp tcp) {
    TcpOption.Timestamps stamps = stamps(tcp);
    return stamps == null ? Optional.empty() : Optional.ofNullable(byStamp.get(stamps.echo()));
  }

  /** The reply, assigned to the probe that it is really for. */
  Reply attributed(Reply reply) {
    if (sign != Sign.TIMESTAMP || !(reply instanceof Reply.Segment segment)) {
      return reply;
    }
    Optional<Sent> named = echoedBy(segment.tcp());
    if (named.isEmpty()) {
      return reply;
    }
    Sent echoed = named.get();
    long at = reply.timing().at();
    Reply.Timing timing = new Reply.Timing(at, Math.max(0, at - echoed.at), false, echoed.answered);
    echoed.answered = true;
    return new Reply.Segment(echoed.probe, timing, segment.packet(), segment.tcp());
  }

  /**
   * Whether a segment shows another sign than was known. A server that permits SACKs may
   * acknowledge probes without D-SACKs. It may also have acknowledged something else, such as a
   * late segment of an earlier connection: a D-SACK shows that. Then the other sign counts from
   * {@code at} ns on, and probes sent before that show nothing.
   */
  boolean learns(Tcp tcp, long at) {
    if (sent == 0) {
      return false;
    }
    seenDuplicate |= tcp.firstSelective().isPresent();
    if (seenDuplicate) {
      boolean other = sign != Sign.D_SACK;
      sign = Sign.D_SACK;
      return other;
    }
    if (sign != Sign.D_SACK || !isAcknowledgment(tcp)) {
      return false;
    }
    sign = withoutSack();
    stampedAt = Math.max(stampedAt, at);
    return true;
  }

  /** Whether this is the server's acknowledgment of data that it had received before. */
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
