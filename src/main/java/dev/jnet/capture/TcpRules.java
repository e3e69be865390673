package dev.jnet.capture;

import dev.jnet.tcp.Seq;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a segment is, compared with those before it. The rules are those of Wireshark's expert
 * information, so that both programs say the same about a file.
 */
final class TcpRules {
  /**
   * A segment that fills a gap sooner than this, in ns, was overtaken, where nothing better is
   * known.
   */
  private static final long OVERTAKEN = 3 * Nanos.MILLISECOND;

  /** A retransmission sooner after a duplicate ACK than this, in ns, is a fast one. */
  private static final long FAST = 20 * Nanos.MILLISECOND;

  private final TcpSide own;
  private final TcpSide other;
  private final CapturedSegment segment;
  private final long firstRoundTrip;

  /**
   * The rules for a segment.
   *
   * @param firstRoundTrip of the handshake, in ns; 0 where it was not captured
   */
  TcpRules(TcpSide own, TcpSide other, CapturedSegment segment, long firstRoundTrip) {
    this.own = own;
    this.other = other;
    this.segment = segment;
    this.firstRoundTrip = firstRoundTrip;
  }

  /** Says what the segment is, and remembers it for the next one. */
  Set<TcpEvent> apply() {
    Set<TcpEvent> events = EnumSet.noneOf(TcpEvent.class);
    boolean probe = isWindowProbe();
    if (probe) {
      events.add(TcpEvent.WINDOW_PROBE);
    } else {
      alone(events);
    }
    if (segment.tcp().acknowledgment() != own.lastAck) {
      own.duplicates = 0;
    }
    if (isBehind() && !events.contains(TcpEvent.KEEP_ALIVE)) {
      repetition().ifPresent(events::add);
    }
    remember(events);
    return events;
  }

  private boolean isWindowProbe() {
    return segment.length() == 1 && segment.tcp().sequence() == own.next && other.window == 0;
  }

  /** What the segment is by its window, its numbers, and its ACK. */
  private void alone(Set<TcpEvent> events) {
    Tcp tcp = segment.tcp();
    boolean plain = !segment.isAny(Tcp.SYN | Tcp.FIN | Tcp.RST);
    if (tcp.window() == 0 && plain) {
      events.add(TcpEvent.ZERO_WINDOW);
    }
    if (own.hasNext() && Seq.less(own.next, tcp.sequence()) && !segment.isAny(Tcp.RST)) {
      events.add(TcpEvent.GAP_BEFORE);
    }
    if (segment.length() <= 1
        && own.hasNext()
        && tcp.sequence() == Seq.plus(own.next, -1)
        && plain) {
      events.add(TcpEvent.KEEP_ALIVE);
    }
    boolean repeatsAck =
        segment.length() == 0
            && tcp.sequence() == own.next
            && tcp.window() == own.window
            && tcp.acknowledgment() == own.lastAck
            && plain;
    if (repeatsAck && tcp.window() > 0 && !other.lastWasKeepAlive) {
      own.duplicates++;
      events.add(TcpEvent.DUPLICATE_ACK);
    }
  }

  /** Whether it takes room among the numbers, and does not get on with them. */
  private boolean isBehind() {
    return segment.takesRoom() && own.hasNext() && Seq.less(segment.tcp().sequence(), own.next);
  }

  private Optional<TcpEvent> repetition() {
    Tcp tcp = segment.tcp();
    long end = Seq.plus(tcp.sequence(), segment.length());
    if (segment.length() > 0 && other.hasAck() && Seq.lessOrEqual(end, other.lastAck)) {
      return Optional.of(TcpEvent.RETRANSMISSION);
    }
    if (segment.length() > 1 && tcp.sequence() == Seq.plus(own.next, -1)) {
      return Optional.empty(); // new data behind a probe of one byte
    }
    boolean fast =
        other.duplicates >= 2 && other.lastAck == tcp.sequence() && isWithin(FAST, other.lastAckAt);
    long soon = firstRoundTrip > 0 ? firstRoundTrip : OVERTAKEN;
    boolean overtaken = isWithin(soon, own.nextAt) && segment.end() != own.next;
    return Optional.of(!fast && overtaken ? TcpEvent.OUT_OF_ORDER : TcpEvent.RETRANSMISSION);
  }

  /**
   * Whether the segment was captured so soon after another. Stamps go back where several processors
   * captured: what was captured earlier is no answer to the other segment.
   */
  private boolean isWithin(long nanos, long since) {
    long later = segment.at() - since;
    return later >= 0 && later < nanos;
  }

  private void remember(Set<TcpEvent> events) {
    Tcp tcp = segment.tcp();
    long end = segment.end();
    boolean probe = events.contains(TcpEvent.WINDOW_PROBE);
    if (!probe && (!own.hasNext() || Seq.less(own.next, end))) {
      own.next = end;
      own.nextAt = segment.at();
    }
    own.window = tcp.window();
    own.lastAck = tcp.acknowledgment();
    own.lastAckAt = segment.at();
    own.lastWasKeepAlive = events.contains(TcpEvent.KEEP_ALIVE);
    own.sent(segment);
    events.forEach(own::count);
    if (events.contains(TcpEvent.RETRANSMISSION)) {
      own.needless += other.hasAck() && Seq.lessOrEqual(end, other.lastAck) ? 1 : 0;
      own.repeated(segment);
    }
    if (segment.isAny(Tcp.ACK)) {
      other.acknowledged(tcp.acknowledgment());
    }
  }
}
