package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import java.util.Optional;

/**
 * Concludes the result from all that a search has seen.
 *
 * @param limit bytes of the largest packet that can be sent
 * @param sweep the search for the hop of a black hole, when there was one
 */
record SearchVerdict(
    int limit, Evidence evidence, TooBigReports reports, Optional<Sweep> sweep, Course course) {

  /**
   * How the search went.
   *
   * @param confirmed whether the search ended because the MTU was certain
   * @param answersAlike whether answers stay as short when packets are larger than those that pass
   * @param dontFragment whether DF arrives at the target as it was sent
   * @param largestFragment bytes of the largest fragment of a reply; 0 when no reply was fragmented
   * @param hopLimit with which the target's last reply arrived, 1 to 255; 0 when none came
   * @param origin from where the replies came, where that was asked
   * @param failure why the target cannot be reached or the search failed, when an ICMP error or a
   *     reset said so or a connection showed nothing
   * @param roundTrip the shortest round trip in ns; 0 when there was no answer
   * @param rounds rounds of probes that were sent
   * @param locating probes that only measured how far away a router is
   */
  record Course(
      boolean confirmed,
      boolean answersAlike,
      DontFragment dontFragment,
      int largestFragment,
      int hopLimit,
      ReplyOrigin origin,
      Optional<Failure> failure,
      long roundTrip,
      int rounds,
      int locating) {
    /** The course of a search that has read these replies and made these checks. */
    static Course of(boolean confirmed, int rounds, ReplyReader replies, ClosingChecks closing) {
      return new Course(
          confirmed,
          replies.answerAlike(),
          dontFragment(replies, closing),
          replies.returnPath().largestFragment(),
          replies.returnPath().hopLimit(),
          closing.origin(),
          replies.failure(),
          replies.roundTrips().least(),
          rounds,
          closing.count());
    }

    /** Whether DF arrives, as answers quoted it or as the check at the end showed. */
    private static DontFragment dontFragment(ReplyReader replies, ClosingChecks closing) {
      DontFragment quoted = replies.dontFragment();
      return quoted == DontFragment.UNTESTED ? closing.dontFragment() : quoted;
    }
  }

  /**
   * The bounds of the path MTU, and how sure they are.
   *
   * @param lower the largest size that passes, in bytes; 0 for none
   * @param upper the smallest size that does not
   * @param silent whether larger packets are dropped without a report
   */
  private record Bounds(int lower, int upper, Confidence confidence, boolean silent) {}

  /** The result; when the search is not over, with the bounds that are known so far. */
  MtuResult result() {
    Bounds bounds = bounds();
    return new MtuResult(
        evidence.lower() > 0 ? Status.OK : Status.NO_REPLY,
        bounds.lower,
        bounds.upper,
        bounds.confidence,
        counts(bounds),
        bounds.silent,
        bottleneck(bounds),
        reports.reports(),
        reports.ignored(bounds.lower),
        wayBack(bounds),
        course.dontFragment,
        course.failure,
        course.roundTrip,
        course.rounds,
        evidence.count() + sweep.map(Sweep::count).orElse(0) + course.locating);
  }

  /**
   * The bounds:
   *
   * <ol>
   *   <li>the target received a datagram larger than any echo that came back: the return path is
   *       the narrow one, and above that datagram only the limit is known
   *   <li>the target has answered nothing, but a router claims an MTU: the smallest claim
   *   <li>otherwise the largest answered size, and the smallest that is surely too big
   * </ol>
   */
  private Bounds bounds() {
    int beyond = limit + 1;
    if (isReturnPathNarrower()) {
      boolean exact = arrived() == limit && course.confirmed;
      return new Bounds(
          arrived(), beyond, exact ? Confidence.CONFIRMED : Confidence.BRACKETED, false);
    }
    int lower = evidence.lower();
    int claim = reports.smallestClaim();
    if (lower == 0 && claim > 0) {
      return new Bounds(claim, claim + 1, Confidence.CLAIMED, false);
    }
    int upper = evidence.surelyTooBig(beyond);
    boolean silent = lower > 0 && upper < beyond && !isReported(lower, upper);
    return new Bounds(
        lower, upper, course.confirmed ? Confidence.CONFIRMED : Confidence.BRACKETED, silent);
  }

  /**
   * Whether a router has reported the drop: of a packet of {@code upper} bytes, or of a larger one,
   * naming {@code lower} as its MTU. Routers limit how many reports they send, so one is enough.
   */
  private boolean isReported(int lower, int upper) {
    return evidence.reportOf(upper).isPresent() || claimant(lower).isPresent();
  }

  private Counts counts(Bounds bounds) {
    return new Counts(
        evidence.tries(bounds.lower),
        evidence.answers(bounds.lower),
        evidence.tries(bounds.upper),
        evidence.allReports(bounds.upper));
  }

  private int arrived() {
    return sweep.map(Sweep::arrivedBesideEchoes).orElse(0);
  }

  private boolean isReturnPathNarrower() {
    return course.confirmed
        && arrived() > evidence.lower()
        && evidence.surelyTooBig(limit + 1) <= arrived();
  }

  private WayBack wayBack(Bounds bounds) {
    int fragment = course.largestFragment;
    boolean ruledOut =
        !bounds.silent || course.answersAlike || sweep.map(Sweep::isOnTheWayThere).orElse(false);
    return isReturnPathNarrower()
        ? new WayBack(true, fragment, evidence.lower(), false, course.hopLimit, course.origin)
            .showing(sweep.orElseThrow().arrivedBy())
        : new WayBack(fragment > 0, fragment, 0, ruledOut, course.hopLimit, course.origin);
  }

  /**
   * Where larger packets are dropped:
   *
   * <ol>
   *   <li>at the router that reported the smallest size that does not pass
   *   <li>at the nearest router that claims exactly one byte less than that size
   *   <li>in a black hole, at the hop that the sweep found
   * </ol>
   */
  private Optional<Bottleneck> bottleneck(Bounds bounds) {
    return reporter(bounds.upper)
        .or(() -> claimant(bounds.upper - 1))
        .or(() -> bounds.silent ? sweep.flatMap(Sweep::bottleneck) : Optional.empty());
  }

  private Optional<Bottleneck> reporter(int size) {
    return evidence
        .reportOf(size)
        .map(
            report -> {
              int hop = report.hop() > 0 ? report.hop() : reports.hop(report.router());
              return new Bottleneck(hop, Optional.of(report.router()), true);
            });
  }

  private Optional<Bottleneck> claimant(int claim) {
    for (Report report : reports.reports()) {
      if (report.claim() == claim) {
        return Optional.of(new Bottleneck(report.hop(), Optional.of(report.address()), true));
      }
    }
    return Optional.empty();
  }
}
