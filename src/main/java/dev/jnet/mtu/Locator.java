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
 * Finds how far away the routers are that reported packets as too big, where their quotes do not
 * tell: small probes with rising TTLs, all at once, and again where nothing came back.
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
   * @param routers how many there are in front of the target, as far as its replies tell
   * @param wanted the routers that are looked for
   */
  Locator(Carrier carrier, int routers, List<InetAddress> wanted) {
    this.carrier = carrier;
    this.wanted = List.copyOf(wanted);
    this.seen = new InetAddress[Math.min(routers, MAX_HOPS) + 1];
  }

  /** The next probe; a silent hop is asked again once an answer would have been here. */
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

  /** Takes a reply in when it is to one of these probes; tells whether it is. */
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

  /** How many routers away an address is; 0 when it did not show itself. */
  int hop(InetAddress address) {
    for (int hop = 1; hop < seen.length; hop++) {
      if (address.equals(seen[hop])) {
        return hop;
      }
    }
    return 0;
  }

  /** Whether all were found, or everything was sent and waited for. */
  boolean done(long now, long timeout) {
    return allFound() || (queue.isEmpty() && tries == MAX_TRIES && now - lastSentAt >= timeout);
  }

  /** When there is something to do, in ns. */
  long wakeAt(long timeout) {
    return tries == 0 || !queue.isEmpty() ? Long.MIN_VALUE : lastSentAt + timeout;
  }

  /** Packets sent. */
  int count() {
    return sent.size();
  }
}
