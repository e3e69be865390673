package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Finds how far away those are who reported that packets were too big, where what they quote does
 * not tell: small probes with rising TTLs, all at once, and again where nothing came back.
 */
final class Locator {
  private static final int MAX_HOPS = 40;
  private static final int TRIES = 2;

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
   * @param wanted who is looked for
   */
  Locator(Carrier carrier, int routers, List<InetAddress> wanted) {
    this.carrier = carrier;
    this.wanted = new ArrayList<>(wanted);
    this.seen = new InetAddress[Math.min(routers, MAX_HOPS) + 1];
  }

  Optional<Probe> next(long now, long timeout) {
    boolean due = tries == 0 || now - lastSentAt >= timeout;
    if (queue.isEmpty() && tries < TRIES && due && !found()) {
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
    Probe probe = carrier.probe(MtuQuestion.SMALLEST, hop);
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

  private boolean found() {
    for (InetAddress address : wanted) {
      if (hop(address) == 0) {
        return false;
      }
    }
    return true;
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

  boolean done(long now, long timeout) {
    return found() || (queue.isEmpty() && tries == TRIES && now - lastSentAt >= timeout);
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
