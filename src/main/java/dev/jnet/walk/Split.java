package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Times;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the time of a leg was spent. Each share is the difference between two frames' stamps. The
 * time that jnet itself needs between the steps is in no share. All in ns; 0 for what did not
 * happen.
 *
 * @param dns from the first query to the last answer
 * @param neighbor from the question for the next hop's hardware address to its answer, or to the
 *     end of the wait for one
 * @param tried connections that other addresses of the name refused, or left unanswered
 * @param connect from the SYN to the SYN-ACK, or to the last SYN where none came
 * @param tls the waits for the server during the TLS handshake, or until it reset the connection
 * @param firstByte from the request to the first byte of the answer, or to a reset in its place
 * @param transfer from that byte to the last one
 * @param stalled from the last data that passed to the end of the wait for more
 * @param close from the first FIN to the last segment
 * @param total from the first packet to the last, or to the end of the wait for one
 */
public record Split(
    long dns,
    long neighbor,
    long tried,
    long connect,
    long tls,
    long firstByte,
    long transfer,
    long stalled,
    long close,
    long total) {

  /** From the first thing that happened to the last. */
  private static final class Span {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Adds a stretch of time; returns its length. */
    long add(long from, long to) {
      if (from < 0 || to < from) {
        return 0;
      }
      first = Math.min(first, from);
      last = Math.max(last, to);
      return to - from;
    }

    long length() {
      return Math.max(0, last - first);
    }
  }

  static Split of(Leg leg) {
    Span span = new Span();
    long dns = dns(leg.naming(), span);
    long neighbor = neighbor(leg.naming().hop(), span) + neighbor(leg.hop(), span);
    if (leg.conversed().isEmpty() || leg.conversed().get().times().syn() < 0) {
      return new Split(dns, neighbor, tried(leg), 0, 0, 0, 0, 0, 0, span.length());
    }
    ConversationResult conversed = leg.conversed().get();
    Times times = conversed.times();
    span.add(times.syn(), times.over());
    boolean open = conversed.isOpen();
    long firstByte = leg.tls().isEmpty() ? times.firstReceived() : firstByteInTls(leg);
    return new Split(
        dns,
        neighbor,
        tried(leg),
        between(times.syn(), open ? times.established() : times.over()),
        tls(leg, conversed),
        firstByte(leg, conversed, firstByte),
        between(firstByte, times.lastReceived()),
        stalled(conversed),
        between(times.closing(), times.over()),
        span.length());
  }

  private static long dns(Naming naming, Span span) {
    long dns = 0;
    for (Lookup lookup : naming.lookups()) {
      Span asked = new Span();
      for (Lookup.Query query : lookup.queries()) {
        Stream.concat(query.sent().stream(), query.answered().stream())
            .forEach(passage -> asked.add(passage.at(), passage.at()));
      }
      dns += span.add(asked.first, asked.last);
    }
    Optional<Times> overTcp = naming.overTcp().map(ConversationResult::times);
    return dns + overTcp.map(times -> between(times.syn(), times.over())).orElse(0L);
  }

  private static long neighbor(Optional<NextHop> hop, Span span) {
    if (hop.isEmpty() || hop.get().questions().isEmpty()) {
      return 0;
    }
    long from = hop.get().questions().get(0).at();
    return span.add(from, from + hop.get().elapsed());
  }

  private static long tried(Leg leg) {
    long tried = 0;
    for (Naming.PassedOver each : leg.naming().passedOver()) {
      tried += each.spent();
    }
    return tried;
  }

  private static long firstByte(Leg leg, ConversationResult conversed, long firstByte) {
    Times times = conversed.times();
    boolean resetInstead = firstByte < 0 && leg.tls().isEmpty() && isReset(conversed);
    return resetInstead
        ? between(Math.max(times.firstSent(), times.established()), times.over())
        : between(askedAt(leg, firstByte), firstByte);
  }

  private static boolean isReset(ConversationResult conversed) {
    return conversed.course() == Course.RESET && conversed.times().established() >= 0;
  }

  private static long firstByteInTls(Leg leg) {
    return leg.page().map(Page::firstAt).orElse(-1L);
  }

  /** When the request left that the first byte answers. */
  private static long askedAt(Leg leg, long firstByte) {
    Times times = leg.conversed().orElseThrow().times();
    if (leg.transcript().isPresent()) {
      return times.established(); // the server speaks first
    }
    if (leg.tls().isEmpty()) {
      return Math.max(times.firstSent(), times.established());
    }
    return leg.conversed().get().segments().stream()
        .filter(each -> each.outgoing() && hasData(each) && each.at() < firstByte)
        .mapToLong(Segment::at)
        .max()
        .orElse(-1);
  }

  private static boolean hasData(Segment segment) {
    return segment.tcp().isPresent() && segment.tcp().get().payload().length > 0;
  }

  /**
   * The time before each frame with data, or with a reset, that came from the server until the TLS
   * handshake was done. The time before each frame from this host is not counted, because jnet
   * needs it to load classes and to compute.
   */
  private static long tls(Leg leg, ConversationResult conversed) {
    boolean finished = leg.tls().isPresent() && leg.tls().get().finishedAt() >= 0;
    boolean cut = leg.tls().isPresent() && !finished && isReset(conversed);
    if (!finished && !cut) {
      return 0;
    }
    long until =
        cut
            ? conversed.times().over()
            : leg.tls().get().records().stream()
                .filter(each -> !each.ours())
                .mapToLong(TlsSession.TlsRecord::at)
                .max()
                .orElse(-1);
    long waited = 0;
    long before = conversed.times().established();
    for (Segment each : conversed.segments()) {
      if (hasData(each) && each.at() <= until) {
        waited += each.outgoing() ? 0 : between(before, each.at());
        before = each.at();
      }
    }
    return cut ? waited + between(before, until) : waited;
  }

  private static long stalled(ConversationResult conversed) {
    Times times = conversed.times();
    boolean waits =
        conversed.course() == Course.STALLED || conversed.course() == Course.OUT_OF_TIME;
    long last = Math.max(times.established(), Math.max(times.firstSent(), times.lastReceived()));
    return waits && conversed.isOpen() ? between(last, times.closing()) : 0;
  }

  private static long between(long from, long to) {
    return from < 0 || to < 0 ? 0 : Math.max(0, to - from);
  }

  /** The rest of the total: jnet's own work between the steps. */
  public long between() {
    long sum = dns + neighbor + tried + connect + tls + firstByte + transfer + stalled + close;
    return Math.max(0, total - sum);
  }
}
