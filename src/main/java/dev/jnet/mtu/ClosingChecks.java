package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.OriginCheck;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.ReplyOrigin;
import java.net.InetAddress;
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

  /**
   * Asks for the distance of routers that reported, unless all are known or the path's length is
   * not.
   */
  void locate(Carrier carrier, ReturnPath back, List<InetAddress> unlocated) {
    if (!unlocated.isEmpty() && back.routers() > 0) {
      locator = Optional.of(new Locator(carrier, back.routers(), unlocated));
    }
  }

  /** Asks whether DF arrives at the target. */
  void checkFragments(FragmentCheck check) {
    fragments = Optional.of(check);
  }

  /** Asks whether the first router answers, if replies passed no router although the route does. */
  void checkOrigin(MtuQuestion question, Carrier carrier, ReplyReader replies) {
    ReturnPath back = replies.returnPath();
    boolean direct = question.hop().nextHop().equals(question.target());
    if (!direct && back.hopLimit() > 0 && back.routers() == 0) {
      origin =
          Optional.of(
              new OriginCheck(
                  ttl -> carrier.probe(MtuQuestion.SMALLEST, ttl),
                  carrier::arrived,
                  replies.roundTrips()::least));
    }
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

  /** Notes the hops that were found for routers that had reported from unknown hops. */
  void noteHops(TooBigReports reports) {
    if (locator.isPresent()) {
      for (InetAddress router : reports.unlocated()) {
        reports.locate(router, locator.get().hop(router));
      }
    }
  }

  /** When there is something to do next, in ns: a check that is over needs no time. */
  long wakeAt(long now, long timeout) {
    long first = isLocated(now, timeout) ? Diagnosis.NEVER : locator.get().wakeAt(timeout);
    if (!isQuoted(now, timeout)) {
      first = Math.min(first, fragments.get().wakeAt(timeout));
    }
    return isTraced(now, timeout) ? first : Math.min(first, origin.get().wakeAt(timeout));
  }

  /** Whether all is found, or every probe was sent and its time is up. */
  boolean done(long now, long timeout) {
    return isLocated(now, timeout) && isQuoted(now, timeout) && isTraced(now, timeout);
  }

  private boolean isLocated(long now, long timeout) {
    return locator.isEmpty() || locator.get().done(now, timeout);
  }

  private boolean isQuoted(long now, long timeout) {
    return fragments.isEmpty() || fragments.get().done(now, timeout);
  }

  private boolean isTraced(long now, long timeout) {
    return origin.isEmpty() || origin.get().done(now, timeout);
  }

  DontFragment dontFragment() {
    return fragments.map(FragmentCheck::found).orElse(DontFragment.UNTESTED);
  }

  ReplyOrigin origin() {
    return origin.isPresent() ? origin.get().found() : ReplyOrigin.UNKNOWN;
  }

  /** Packets sent. */
  int count() {
    return locator.map(Locator::count).orElse(0)
        + fragments.map(FragmentCheck::count).orElse(0)
        + (origin.isPresent() ? origin.get().count() : 0);
  }
}
