package dev.jnet.finding;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Report;

/**
 * The path MTU from here to each hop, from what routers reported and the target confirmed. It never
 * grows from hop to hop.
 */
public final class Staircase {
  private final MtuResult result;
  private final int limit;
  private final int end;

  /**
   * How large packets may be on the way to a hop.
   *
   * @param mtu in bytes
   * @param confirmed whether a packet as large is known to have passed
   */
  public record Step(int mtu, boolean confirmed) {}

  /**
   * The path MTU to each hop.
   *
   * @param limit bytes of the largest packet that could leave
   * @param end the target's distance; 0 when it is unknown
   */
  public Staircase(MtuResult result, int limit, int end) {
    this.result = result;
    this.limit = limit;
    this.end = end;
  }

  /**
   * The path MTU from here to a hop. A router's claim counts for all later hops. When packets are
   * dropped at an unknown place, it is known for the target only.
   */
  public Step at(int hop) {
    int mtu = limit;
    boolean confirmed = true;
    for (Report report : result.reports()) {
      boolean inFront = report.hop() > 0 && report.hop() < hop;
      if (inFront && isBelieved(report) && report.claim() < mtu) {
        mtu = report.claim();
        confirmed = passed(report);
      }
    }
    boolean better = result.known() || mtu == limit; // than what a router claims
    if (isBehindBottleneck(hop) && better && result.lower() > 0 && result.lower() < mtu) {
      return new Step(result.lower(), result.known());
    }
    return new Step(mtu, confirmed && (mtu <= result.lower() || !isPlaceUnknown()));
  }

  private boolean isBelieved(Report report) {
    return report.claim() >= result.lower();
  }

  private boolean isBehindBottleneck(int hop) {
    boolean isEnd = end > 0 && hop >= end;
    return isEnd
        || (!isPlaceUnknown()
            && result.bottleneck().isPresent()
            && result.bottleneck().get().hop() < hop);
  }

  /** Whether larger packets are dropped somewhere, and it is not known where. */
  private boolean isPlaceUnknown() {
    boolean unlocated = result.bottleneck().map(at -> at.hop() == 0 && at.reported()).orElse(true);
    return result.lower() < limit && unlocated;
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
