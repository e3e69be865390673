package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.walk.http.Page;
import dev.jnet.walk.tls.TlsSession;

/**
 * How the time of a leg was spent. All in ns; 0 for what did not happen.
 *
 * @param dns from the first query to the last answer
 * @param neighbor from the question for the next hop's hardware address to its answer
 * @param connect from the SYN to the SYN-ACK
 * @param tls from there to the end of TLS's handshake
 * @param firstByte from the request to the first byte of the answer
 * @param transfer from there to the last one
 * @param close from the first FIN to the last segment
 * @param total from the first packet to the last
 */
public record Split(
    long dns,
    long neighbor,
    long connect,
    long tls,
    long firstByte,
    long transfer,
    long close,
    long total) {

  static Split of(Leg leg) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long dns = 0;
    for (Lookup lookup : leg.naming().lookups()) {
      long from = Long.MAX_VALUE;
      long to = Long.MIN_VALUE;
      for (Lookup.Query query : lookup.queries()) {
        for (Passage sent : query.sent()) {
          from = Math.min(from, sent.at());
          to = Math.max(to, sent.at());
        }
        to = query.answered().isPresent() ? Math.max(to, query.answered().get().at()) : to;
      }
      if (from <= to) {
        dns += to - from;
        first = Math.min(first, from);
        last = Math.max(last, to);
      }
    }
    if (leg.naming().overTcp().isPresent()) {
      ConversationResult.Times times = leg.naming().overTcp().get().times();
      dns += Math.max(0, times.over() - times.syn());
    }
    long neighbor = neighbor(leg.naming().hop()) + neighbor(leg.hop());
    for (var hop : new java.util.Optional<?>[] {leg.naming().hop(), leg.hop()}) {
      if (hop.isPresent() && hop.get() instanceof NextHop each && !each.questions().isEmpty()) {
        first = Math.min(first, each.questions().get(0).at());
        last = Math.max(last, each.answer().map(Passage::at).orElse(last));
      }
    }
    if (leg.conversed().isEmpty() || leg.conversed().get().times().syn() < 0) {
      return new Split(dns, neighbor, 0, 0, 0, 0, 0, Math.max(0, last - first));
    }
    ConversationResult.Times times = leg.conversed().get().times();
    first = Math.min(first, times.syn());
    last = Math.max(last, times.over());
    long ready = leg.tls().map(TlsSession::finishedAt).orElse(times.established());
    long asked = leg.tls().isPresent() ? leg.page().map(Page::requestedAt).orElse(-1L) : -1;
    long from = leg.tls().isPresent() ? asked : Math.max(times.firstSent(), times.established());
    boolean speaksFirst = leg.transcript().isPresent();
    from = speaksFirst ? times.established() : from;
    long firstByte =
        leg.tls().isPresent() ? leg.page().map(Page::firstAt).orElse(-1L) : times.firstReceived();
    return new Split(
        dns,
        neighbor,
        between(times.syn(), times.established()),
        leg.tls().isPresent() ? between(times.established(), ready) : 0,
        between(from, firstByte),
        between(firstByte, times.lastReceived()),
        between(times.closing(), times.over()),
        Math.max(0, last - first));
  }

  private static long neighbor(java.util.Optional<NextHop> hop) {
    return hop.map(NextHop::elapsed).orElse(0L);
  }

  private static long between(long from, long to) {
    return from < 0 || to < 0 ? 0 : Math.max(0, to - from);
  }

  /** What is not waiting for the network, but our own work between the steps. */
  public long between() {
    long sum = dns + neighbor + connect + tls + firstByte + transfer + close;
    return Math.max(0, total - sum);
  }
}
