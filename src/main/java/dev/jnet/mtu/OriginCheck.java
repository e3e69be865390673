package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Origin;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Hops;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether the first router answers for the target. Small probes go no farther than that
 * router, and the round trips of its answers are compared with those of the target's.
 */
final class OriginCheck {
  private static final int PROBES = 3;
  private static final Ttl FIRST_ROUTER = new Ttl(1);

  private final Carrier carrier;
  private final long roundTrip;
  private final List<Probe> sent = new ArrayList<>();
  private long lastSentAt;
  private long router = Long.MAX_VALUE;
  private int answers;
  private boolean answeredForTarget;

  /**
   * A check that has not begun.
   *
   * @param roundTrip the shortest one of the target's answers, in ns
   */
  OriginCheck(Carrier carrier, long roundTrip) {
    this.carrier = carrier;
    this.roundTrip = roundTrip;
  }

  /** The next probe, if one is due. */
  Optional<Probe> next(long now) {
    if (sent.size() == PROBES) {
      return Optional.empty();
    }
    Probe probe = carrier.probe(MtuQuestion.SMALLEST, FIRST_ROUTER);
    sent.add(probe);
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** Takes a reply if it answers a probe of this check; returns whether it does. */
  boolean accept(Reply reply) {
    if (!sent.contains(reply.probe())) {
      return false;
    }
    if (carrier.arrived(reply)) {
      answeredForTarget = true;
      answers++;
    } else if (reply instanceof Reply.Failed failed
        && failed.error().kind() == IcmpError.Kind.TIME_EXCEEDED) {
      router = Math.min(router, reply.timing().roundTrip());
      answers++;
    }
    return true;
  }

  /** When the wait for an answer ends, in ns. */
  long wakeAt(long timeout) {
    if (answers >= PROBES) {
      return Diagnosis.NEVER;
    }
    return sent.size() < PROBES ? Long.MIN_VALUE : lastSentAt + timeout;
  }

  boolean done(long now, long timeout) {
    return answers >= PROBES || (sent.size() == PROBES && now - lastSentAt >= timeout);
  }

  /** Packets sent. */
  int count() {
    return sent.size();
  }

  Origin found() {
    if (answeredForTarget) {
      return Origin.FIRST_ROUTER;
    }
    if (answers == 0) {
      return Origin.UNKNOWN;
    }
    return Hops.isAsNear(roundTrip, router) ? Origin.FIRST_ROUTER : Origin.BEYOND;
  }
}
