package dev.jnet.command.doctor;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Several;
import java.util.List;
import java.util.Optional;

/** Searches on several connections at once, which are closed when their time is over. */
final class LargeFlows extends ForwardingDiagnosis<List<MtuResult>> {
  private final List<? extends MtuSearch> flows;
  private final long time;
  private long endsAt = NEVER;
  private boolean abandoned;

  /**
   * Searches that have not begun.
   *
   * @param time after which they are broken off, in ns
   */
  LargeFlows(List<? extends MtuSearch> flows, long time) {
    super(new Several<>(flows));
    this.flows = flows;
    this.time = time;
  }

  @Override
  public Optional<Probe> next(long now) {
    endsAt = endsAt == NEVER ? now + time : endsAt;
    if (now >= endsAt && !abandoned) {
      abandoned = true;
      flows.stream().filter(flow -> !flow.done()).forEach(flow -> flow.abandon(now));
    }
    return super.next(now);
  }

  @Override
  public long wakeAt() {
    return abandoned ? super.wakeAt() : Math.min(endsAt, super.wakeAt());
  }
}
