package dev.jnet.report.trace;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Report;

/**
 * The path MTU from here to each hop, by what routers reported and the target confirmed: it only
 * ever gets smaller on the way.
 */
final class Staircase {
  private final MtuResult result;
  private final int limit;

  /**
   * How large packets may be on the way to a hop.
   *
   * @param mtu in bytes
   * @param confirmed whether a packet as large is known to have passed
   */
  record Step(int mtu, boolean confirmed) {
    /** The MTU, with a question mark where it is not confirmed. */
    String text() {
      return mtu + (confirmed ? "" : "?");
    }
  }

  Staircase(MtuResult result, int limit) {
    this.result = result;
    this.limit = limit;
  }

  /** The path MTU from here to a hop; a router's claim counts for all hops behind it. */
  Step at(int hop) {
    int mtu = limit;
    boolean confirmed = true;
    for (Report report : result.reports()) {
      boolean inFront = report.hop() > 0 && report.hop() < hop;
      boolean believed = report.claim() >= result.lower();
      if (inFront && believed && report.claim() < mtu) {
        mtu = report.claim();
        confirmed = passed(report);
      }
    }
    boolean behindBottleneck =
        result.bottleneck().isPresent() && result.bottleneck().get().hop() < hop;
    boolean better = result.known() || mtu == limit; // than what a router claims
    if (behindBottleneck && better && result.lower() > 0 && result.lower() < mtu) {
      mtu = result.lower();
      confirmed = result.known();
    }
    return new Step(mtu, confirmed);
  }

  /**
   * Whether a packet as large as a router claims is known to have passed it: it arrived, or a later
   * router dropped one that large.
   */
  private boolean passed(Report claim) {
    if (result.status() == MtuResult.Status.OK && result.lower() >= claim.claim()) {
      return true;
    }
    for (Report later : result.reports()) {
      if (later.hop() > claim.hop() && later.size() >= claim.claim()) {
        return true;
      }
    }
    return false;
  }
}
