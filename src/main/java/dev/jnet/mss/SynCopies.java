package dev.jnet.mss;

import dev.jnet.mss.MssResult.Hop;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.TcpQuote;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Copies of this host's SYN with rising TTLs, and the quotes from the routers at which they expire.
 *
 * <p>The copies carry different timestamps, so that a quote shows which copy it is of. The target
 * takes a copy that reaches it for a retransmission of the SYN.
 */
final class SynCopies {
  /** The most routers that are asked. */
  static final int MAX_HOPS = 30;

  private final Deque<Ttl> queue = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Ttl> sent = new IdentityHashMap<>();
  private final Hop[] quotes = new Hop[MAX_HOPS + 1];
  private int stamp;

  boolean isQueueEmpty() {
    return queue.isEmpty();
  }

  /**
   * Queues a copy for each hop from {@code from} to {@code to} whose router has not quoted one yet.
   */
  void queue(int from, int to) {
    for (int hop = from; hop <= to; hop++) {
      if (quotes[hop] == null) {
        queue.add(new Ttl(hop));
      }
    }
  }

  /** Removes the next copy from the queue, and returns its TTL. */
  Optional<Ttl> takeNext() {
    return Optional.ofNullable(queue.poll());
  }

  /**
   * The next copy. Its timestamp is older than the SYN's own, so that the server does not take it
   * for newer.
   */
  Tcp copy(Tcp syn) {
    stamp++;
    List<TcpOption> options = syn.options().stream().map(this::stamped).toList();
    return new Tcp(
        syn.sourcePort(),
        syn.destinationPort(),
        syn.sequence(),
        syn.acknowledgment(),
        syn.flags(),
        syn.window(),
        options,
        syn.payload());
  }

  private TcpOption stamped(TcpOption option) {
    return option instanceof TcpOption.Timestamps stamps
        ? new TcpOption.Timestamps((stamps.value() - stamp) & 0xffff_ffffL, stamps.echo())
        : option;
  }

  /** Notes that a copy was sent. */
  void sent(Probe copy, Ttl ttl) {
    sent.put(copy, ttl);
  }

  /** Takes a router's quote of a copy; returns whether the error is about a copy. */
  boolean accept(Reply.Failed timeExceeded) {
    Ttl ttl = sent.get(timeExceeded.probe());
    if (ttl != null && quotes[ttl.value()] == null) {
      quotes[ttl.value()] = quote(ttl.value(), timeExceeded);
    }
    return ttl != null;
  }

  private static Hop quote(int hop, Reply.Failed failed) {
    try {
      TcpQuote quote = TcpQuote.parse(failed.quoted());
      return new Hop(
          hop, failed.packet().source(), quote.maximumSegmentSize(), quote.hasAllOptions());
    } catch (MalformedPacketException tooShort) {
      return new Hop(hop, failed.packet().source(), OptionalInt.empty(), false);
    }
  }

  /** Whether every router up to and including hop {@code last} has quoted a copy. */
  boolean areComplete(int last) {
    return Arrays.stream(quotes, 1, last + 1).allMatch(Objects::nonNull);
  }

  /** The routers' quotes, the nearest first. */
  List<Hop> quotes() {
    return Arrays.stream(quotes).filter(Objects::nonNull).toList();
  }
}
