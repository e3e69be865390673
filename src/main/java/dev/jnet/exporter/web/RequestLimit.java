package dev.jnet.exporter.web;

import dev.jnet.probe.Pace;
import java.util.Optional;

/** Counts requests, and says which ones are too many. */
final class RequestLimit {
  private Optional<RequestRate> rate = Optional.empty();
  private Pace pace = Pace.unlimited();

  /**
   * Whether one more request may be answered.
   *
   * @param inForce the limit; empty for none
   * @param now in ns
   */
  synchronized boolean admits(Optional<RequestRate> inForce, long now) {
    if (!inForce.equals(rate)) {
      rate = inForce;
      pace = inForce.map(RequestRate::pace).orElseGet(Pace::unlimited);
    }
    boolean admitted = pace.readyAt() <= now;
    if (admitted) {
      pace.spent(now);
    }
    return admitted;
  }
}
