package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import java.util.Optional;

/**
 * What follows from all that a search has seen.
 *
 * @param sweep the look for the hop of a black hole, where there was one
 */
record Verdict(MtuQuestion question, Evidence evidence, Claims claims, Optional<Sweep> sweep) {

  /**
   * The result; when the search is not over, with the bounds that are known so far.
   *
   * @param located probes that only asked who is how far away
   */
  MtuResult result(
      boolean confirmed,
      int largestFragment,
      Optional<Failure> failure,
      long roundTrip,
      int rounds,
      int located) {
    int beyond = question.limit() + 1;
    int lower = evidence.lower();
    int upper = evidence.surelyTooBig(beyond);
    int arrived = sweep.isPresent() ? sweep.get().arrived() : 0;
    Confidence confidence = confirmed ? Confidence.CONFIRMED : Confidence.BRACKETED;
    boolean silent = lower > 0 && upper < beyond && evidence.reportOf(upper) == null;
    WayBack wayBack = new WayBack(largestFragment > 0, largestFragment, 0);
    if (arrived > lower) {
      wayBack = new WayBack(true, largestFragment, lower);
      lower = arrived;
      upper = beyond;
      confidence = lower == question.limit() ? confidence : Confidence.BRACKETED;
      silent = false;
    }
    if (lower == 0 && claims.smallest() > 0) {
      lower = claims.smallest();
      upper = lower + 1;
      confidence = Confidence.CLAIMED;
    }
    return new MtuResult(
        evidence.lower() > 0 ? Status.OK : Status.NO_REPLY,
        lower,
        upper,
        confidence,
        silent,
        bottleneck(upper, silent),
        claims.reports(),
        claims.ignored(lower),
        wayBack,
        failure,
        roundTrip,
        rounds,
        evidence.count() + (sweep.isPresent() ? sweep.get().count() : 0) + located);
  }

  /** Who reported the smallest size that does not pass; in a black hole what the sweep found. */
  private Optional<Bottleneck> bottleneck(int upper, boolean silent) {
    Attempt report = evidence.reportOf(upper);
    if (report != null) {
      int hop = report.reporterHop > 0 ? report.reporterHop : claims.hop(report.reporter);
      return Optional.of(new Bottleneck(hop, Optional.of(report.reporter), true));
    }
    for (Report claimed : claims.reports()) {
      if (claimed.claim() == upper - 1) {
        return Optional.of(new Bottleneck(claimed.hop(), Optional.of(claimed.address()), true));
      }
    }
    return silent && sweep.isPresent() ? sweep.get().bottleneck() : Optional.empty();
  }
}
