package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Finds the distance of routers that reported packets as too big, when their quotes do not show it.
 * It sends small probes with rising TTLs all at once, and repeats those that were not answered.
 */
final class Locator {
  private static final int MAX_HOPS = 40;
  private static final int MAX_TRIES = 2;

  private final Carrier carrier;
  private final List<InetAddress> wanted;
  private final InetAddress[] seen;
  private final Deque<Integer> queue = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Integer> sent = new IdentityHashMap<>();
  private int tries;
  private long lastSentAt;

  /**
   * A search that has not begun.
   *
   * @param routers how many there are before the target, as its replies suggest
   * @param wanted the routers to locate
   */
  Locator(Carrier carrier, int routers, List<InetAddress> wanted) {
    this.carrier = carrier;
    this.wanted = List.copyOf(wanted);
    this.seen = new InetAddress[Math.min(routers, MAX_HOPS) + 1];
  }

  /** The next probe. A silent hop is asked again once its answer would have arrived. */
  Optional<Probe> next(long now, long timeout) {
    boolean due = tries == 0 || now - lastSentAt >= timeout;
    if (queue.isEmpty() && tries < MAX_TRIES && due && !allFound()) {
      tries++;
      for (int hop = 1; hop < seen.length; hop++) {
        if (seen[hop] == null) {
          queue.add(hop);
        }
      }
    }
    Integer hop = queue.poll();
    if (hop == null) {
      return Optional.empty();
    }
    Probe probe = carrier.probe(MtuQuestion.SMALLEST, new Ttl(hop));
    sent.put(probe, hop);
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** Takes a reply if it answers one of these probes; returns whether it does. */
  boolean accept(Reply reply) {
    Integer hop = sent.get(reply.probe());
    if (hop != null
        && reply instanceof Reply.Failed failed
        && failed.error().kind() == IcmpError.Kind.TIME_EXCEEDED) {
      seen[hop] = failed.packet().source();
    }
    return hop != null;
  }

  private boolean allFound() {
    return wanted.stream().allMatch(address -> hop(address) > 0);
  }

  /** The hop of an address, 1 for the first router; 0 when no reply came from it. */
  int hop(InetAddress address) {
    for (int hop = 1; hop < seen.length; hop++) {
      if (address.equals(seen[hop])) {
        return hop;
      }
    }
    return 0;
  }

  /** Whether all routers were found, or every probe was sent and its time is up. */
  boolean done(long now, long timeout) {
    return allFound() || (queue.isEmpty() && tries == MAX_TRIES && now - lastSentAt >= timeout);
  }

  /** When the search has something to do next, in ns. */
  long wakeAt(long timeout) {
    return tries == 0 || !queue.isEmpty() ? Long.MIN_VALUE : lastSentAt + timeout;
  }

  /** Packets sent. */
  int count() {
    return sent.size();
  }
}
