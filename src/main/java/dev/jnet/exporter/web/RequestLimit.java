package dev.jnet.exporter.web;

import dev.jnet.probe.Pace;
import java.util.Optional;

/** Counts requests, and says which ones are too many. */
final class RequestLimit {
  private Optional<RequestRate> rate = Optional.empty();
  private Pace pace = Pace.unlimited();
  private long latest = Long.MIN_VALUE;

  /**
   * Whether one more request may be answered.
   *
   * @param inForce the limit; empty for none
   * @param now in ns; threads may come here in another order than they looked at the clock
   */
  synchronized boolean admits(Optional<RequestRate> inForce, long now) {
    if (!inForce.equals(rate)) {
      rate = inForce;
      pace = inForce.map(RequestRate::pace).orElseGet(Pace::unlimited);
    }
    if (rate.isEmpty()) {
      return true;
    }
    latest = Math.max(latest, now);
    boolean admitted = pace.readyAt() <= latest;
    if (admitted) {
      pace.spent(latest);
    }
    return admitted;
  }
}
