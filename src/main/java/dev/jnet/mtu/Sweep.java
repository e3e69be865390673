package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.probe.Diagnosis;
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
 * Finds the hop behind which large packets vanish: packets that are too large, and small ones
 * beside them, with rising TTLs all at once. Large datagrams to a closed port of the target tell
 * whether it is the way back that is narrow: the answer to them is small.
 */
final class Sweep {
  private static final int MAX_HOPS = 40;

  private final Probes probes;
  private final Carrier carrier;
  private final InetAddress target;
  private final int large;
  private final int small;
  private final int limit;
  private final int routers;
  private final InetAddress[] largeSeen;
  private final boolean[] smallSeen;
  private final Deque<Shot> queue = new ArrayDeque<>();
  private final List<Shot> shots = new ArrayList<>();
  private final IdentityHashMap<Probe, Shot> sent = new IdentityHashMap<>();
  private final int mostTries;
  private final boolean datagrams;
  private int tries;
  private long lastSentAt;
  private int arrived;

  /** One packet of the sweep. */
  private record Shot(int size, int hopLimit, boolean datagram) {}

  /**
   * A sweep of the routers in front of the target.
   *
   * @param routers how many there are, as far as the target's replies tell
   * @param large octets of a packet that does not come back
   * @param small octets of one that does
   * @param limit octets of the largest packet that can be sent
   * @param tries how often to ask what stays silent
   * @param datagrams whether to ask with datagrams how large packets are that arrive
   */
  Sweep(
      Probes probes,
      Carrier carrier,
      InetAddress target,
      int routers,
      int large,
      int small,
      int limit,
      int tries,
      boolean datagrams) {
    this.mostTries = tries;
    this.datagrams = datagrams;
    this.probes = probes;
    this.carrier = carrier;
    this.target = target;
    this.routers = Math.min(routers, MAX_HOPS);
    this.large = large;
    this.small = small;
    this.limit = limit;
    this.largeSeen = new InetAddress[this.routers + 1];
    this.smallSeen = new boolean[this.routers + 1];
  }

  /** The next packet of the sweep; a silent one is repeated once an answer would have been here. */
  Optional<Probe> next(long now, long timeout) {
    if (queue.isEmpty() && tries < mostTries && (tries == 0 || now - lastSentAt >= timeout)) {
      tries++;
      plan();
    }
    Shot shot = queue.poll();
    if (shot == null) {
      return Optional.empty();
    }
    Probe probe =
        shot.datagram
            ? probes.datagram(shot.size, shot.hopLimit)
            : carrier.probe(shot.size, shot.hopLimit);
    sent.put(probe, shot);
    shots.add(shot);
    lastSentAt = now;
    return Optional.of(probe);
  }

  private void plan() {
    int reached = reached();
    int next = tries == 1 ? routers : answeringBehind(reached);
    for (int hop = reached + 1; hop <= (next == 0 ? routers : next); hop++) {
      queue.add(new Shot(large, hop, false));
      if (!smallSeen[hop]) {
        queue.add(new Shot(small, hop, false));
      }
    }
    if (datagrams && arrived < limit) {
      queue.add(new Shot(limit, MtuDiagnosis.HOP_LIMIT, true));
    }
    if (datagrams && arrived < large && large < limit) {
      queue.add(new Shot(large, MtuDiagnosis.HOP_LIMIT, true));
    }
  }

  /** When the next packet is due, or waiting for the last ones is over, in ns. */
  long wakeAt(long now, long timeout) {
    boolean waiting = queue.isEmpty() && tries > 0 && now - lastSentAt < timeout;
    return waiting ? lastSentAt + timeout : Diagnosis.NEVER;
  }

  /** Whether everything was sent, and waited for. */
  boolean done(long now, long timeout) {
    return queue.isEmpty() && tries == mostTries && now - lastSentAt >= timeout;
  }

  /** Takes a reply in when it is to a packet of the sweep; tells whether it is. */
  boolean accept(Reply reply) {
    Shot shot = sent.get(reply.probe());
    if (shot == null) {
      return false;
    }
    if (reply instanceof Reply.Failed failed) {
      accept(shot, failed);
    } else if (shot.datagram && reply instanceof Reply.Datagram) {
      arrived = Math.max(arrived, shot.size);
    }
    return true;
  }

  private void accept(Shot shot, Reply.Failed failed) {
    boolean fromTarget = failed.packet().source().equals(target);
    if (shot.datagram) {
      if (fromTarget && failed.error().kind() == IcmpError.Kind.UNREACHABLE) {
        arrived = Math.max(arrived, shot.size);
      }
    } else if (failed.error().kind() == IcmpError.Kind.TIME_EXCEEDED && !fromTarget) {
      if (shot.size == large) {
        largeSeen[shot.hopLimit] = failed.packet().source();
      } else {
        smallSeen[shot.hopLimit] = true;
      }
    }
  }

  /** The last hop that saw a large packet; 0 when none did. */
  private int reached() {
    for (int hop = routers; hop > 0; hop--) {
      if (largeSeen[hop] != null) {
        return hop;
      }
    }
    return 0;
  }

  /** The first hop behind that one which answers small packets; 0 when none does. */
  private int answeringBehind(int reached) {
    for (int hop = reached + 1; hop <= routers; hop++) {
      if (smallSeen[hop]) {
        return hop;
      }
    }
    return 0;
  }

  /** Where large packets vanish; empty when no router showed itself. */
  Optional<Bottleneck> bottleneck() {
    int reached = reached();
    if (reached > 0) {
      return Optional.of(new Bottleneck(reached, Optional.of(largeSeen[reached]), false));
    }
    boolean onThisLink = routers == 0 || smallSeen[1];
    return onThisLink ? Optional.of(new Bottleneck(0, Optional.empty(), false)) : Optional.empty();
  }

  /**
   * The largest datagram that the target is known to have got, in octets of its packet; 0 for none.
   */
  int arrived() {
    return arrived;
  }

  /** Packets sent. */
  int count() {
    return shots.size();
  }
}
