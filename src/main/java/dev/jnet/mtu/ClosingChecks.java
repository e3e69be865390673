package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Origin;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Hops;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv4;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked after the search: where routers are that reported from unknown hops, whether DF
 * arrives at the target, and whether the first router answers for the target. None of it is asked
 * unless something suggests it.
 */
final class ClosingChecks {
  private Optional<Locator> locator = Optional.empty();
  private Optional<FragmentCheck> fragments = Optional.empty();
  private Optional<OriginCheck> origin = Optional.empty();

  void add(Locator check) {
    locator = Optional.of(check);
  }

  void add(FragmentCheck check) {
    fragments = Optional.of(check);
  }

  void add(OriginCheck check) {
    origin = Optional.of(check);
  }

  /** Whether there is nothing to ask. */
  boolean isEmpty() {
    return locator.isEmpty() && fragments.isEmpty() && origin.isEmpty();
  }

  /** The next probe, if one is due. */
  Optional<Probe> next(long now, long timeout) {
    return locator
        .flatMap(check -> check.next(now, timeout))
        .or(() -> fragments.flatMap(check -> check.next(now, timeout)))
        .or(() -> origin.flatMap(check -> check.next(now)));
  }

  /** Takes a reply if it answers a probe of one of the checks; returns whether it does. */
  boolean accept(Reply reply) {
    return (locator.isPresent() && locator.get().accept(reply))
        || (fragments.isPresent() && fragments.get().accept(reply))
        || (origin.isPresent() && origin.get().accept(reply));
  }

  /** Notes the hops that were found of routers that had reported from unknown ones. */
  void locate(TooBigReports reports) {
    if (locator.isPresent()) {
      for (InetAddress router : reports.unlocated()) {
        reports.locate(router, locator.get().hop(router));
      }
    }
  }

  /** When there is something to do next, in ns. */
  long wakeAt(long timeout) {
    long first = locator.map(check -> check.wakeAt(timeout)).orElse(Diagnosis.NEVER);
    first = Math.min(first, fragments.map(check -> check.wakeAt(timeout)).orElse(first));
    return Math.min(first, origin.map(check -> check.wakeAt(timeout)).orElse(first));
  }

  /** Whether all is found, or every probe was sent and its time is up. */
  boolean done(long now, long timeout) {
    return locator.map(check -> check.done(now, timeout)).orElse(true)
        && fragments.map(check -> check.done(now, timeout)).orElse(true)
        && origin.map(check -> check.done(now, timeout)).orElse(true);
  }

  DontFragment dontFragment() {
    return fragments.map(FragmentCheck::found).orElse(DontFragment.UNTESTED);
  }

  Origin origin() {
    return origin.isPresent() ? origin.get().found() : Origin.UNKNOWN;
  }

  /** Packets sent. */
  int count() {
    return locator.map(Locator::count).orElse(0)
        + fragments.map(FragmentCheck::count).orElse(0)
        + (origin.isPresent() ? origin.get().count() : 0);
  }

  /**
   * Finds out whether the first router answers for the target. Small probes go no farther than that
   * router, and the round trips of its answers are compared with those of the target's.
   */
  static final class OriginCheck {
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

  /**
   * Finds out whether DF arrives at the target as it was sent. A small datagram goes to a port that
   * is probably closed, and the target's error quotes its header as it arrived.
   */
  static final class FragmentCheck {
    private static final int MAX_TRIES = 2;

    private final ProbeFactory probes;
    private final InetAddress target;
    private final List<Probe> sent = new ArrayList<>();
    private long lastSentAt;
    private DontFragment found;

    /**
     * A check that has not begun.
     *
     * @param known what earlier errors of the target quoted; unless it is unknown, nothing is sent
     */
    FragmentCheck(ProbeFactory probes, InetAddress target, DontFragment known) {
      this.probes = probes;
      this.target = target;
      this.found = known;
    }

    /** The next datagram, if one is due. */
    Optional<Probe> next(long now, long timeout) {
      boolean due = sent.isEmpty() || now - lastSentAt >= timeout;
      if (found != DontFragment.UNKNOWN || sent.size() == MAX_TRIES || !due) {
        return Optional.empty();
      }
      Probe probe = probes.datagram(MtuQuestion.SMALLEST, Carrier.TO_TARGET);
      sent.add(probe);
      lastSentAt = now;
      return Optional.of(probe);
    }

    /** When the wait for an answer ends, in ns. */
    long wakeAt(long timeout) {
      if (found != DontFragment.UNKNOWN) {
        return Diagnosis.NEVER;
      }
      return sent.isEmpty() ? Long.MIN_VALUE : lastSentAt + timeout;
    }

    boolean done(long now, long timeout) {
      return found != DontFragment.UNKNOWN
          || (sent.size() == MAX_TRIES && now - lastSentAt >= timeout);
    }

    /** Takes a reply if it answers a datagram of this check; returns whether it does. */
    boolean accept(Reply reply) {
      if (!sent.contains(reply.probe())) {
        return false;
      }
      if (reply instanceof Reply.Failed failed
          && failed.packet().source().equals(target)
          && failed.error().kind() == IcmpError.Kind.UNREACHABLE) {
        found = quoted(failed);
      }
      return true;
    }

    /** What an error quotes of the DF bit. */
    static DontFragment quoted(Reply.Failed failed) {
      if (failed.quoted() instanceof Ipv4 quoted) {
        return quoted.dontFragment() ? DontFragment.KEPT : DontFragment.CLEARED;
      }
      return DontFragment.UNKNOWN;
    }

    /** Packets sent. */
    int count() {
      return sent.size();
    }

    DontFragment found() {
      return found;
    }
  }
}
