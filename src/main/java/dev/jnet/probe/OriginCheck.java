package dev.jnet.probe;

import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Finds out whether the first router answers for the target. Small probes go no farther than that
 * router, and the round trips of its answers are compared with those of the target's.
 */
public final class OriginCheck {
  /** How often the router is asked. */
  public static final int PROBES = 3;

  private static final Ttl FIRST_ROUTER = new Ttl(1);

  private final Function<Ttl, Probe> probes;
  private final Predicate<Reply> arrived;
  private final LongSupplier roundTrip;
  private final List<Probe> sent = new ArrayList<>();
  private long lastSentAt;
  private long router = Long.MAX_VALUE;
  private int answers;
  private boolean answeredForTarget;

  /**
   * A check that has not begun.
   *
   * @param probes makes a small probe of the kind that the target answered
   * @param arrived whether a reply is the target's answer to such a probe
   * @param roundTrip the shortest one of the target's answers so far, in ns
   */
  public OriginCheck(
      Function<Ttl, Probe> probes, Predicate<Reply> arrived, LongSupplier roundTrip) {
    this.probes = probes;
    this.arrived = arrived;
    this.roundTrip = roundTrip;
  }

  /** The next probe, if one is due. */
  public Optional<Probe> next(long now) {
    if (sent.size() == PROBES) {
      return Optional.empty();
    }
    Probe probe = probes.apply(FIRST_ROUTER);
    sent.add(probe);
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** Takes a reply if it answers a probe of this check; returns whether it does. */
  public boolean accept(Reply reply) {
    if (!sent.contains(reply.probe())) {
      return false;
    }
    if (arrived.test(reply)) {
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
  public long wakeAt(long timeout) {
    if (answers >= PROBES) {
      return Diagnosis.NEVER;
    }
    return sent.size() < PROBES ? Long.MIN_VALUE : lastSentAt + timeout;
  }

  /** Whether all answers came, or their time is up. */
  public boolean done(long now, long timeout) {
    return answers >= PROBES || (sent.size() == PROBES && now - lastSentAt >= timeout);
  }

  /** Packets sent. */
  public int count() {
    return sent.size();
  }

  /** From where the target's answers came. */
  public ReplyOrigin found() {
    if (answeredForTarget) {
      return ReplyOrigin.FIRST_ROUTER;
    }
    if (answers == 0) {
      return ReplyOrigin.UNKNOWN;
    }
    return Hops.isAsNear(roundTrip.getAsLong(), router)
        ? ReplyOrigin.FIRST_ROUTER
        : ReplyOrigin.BEYOND;
  }
}
