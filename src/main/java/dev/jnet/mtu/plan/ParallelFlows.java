package dev.jnet.mtu.plan;

import dev.jnet.link.Frame;
import dev.jnet.mtu.MissedReports;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Several;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Searches for the path MTU of several flows at once, with one kind of probe. */
final class ParallelFlows implements MtuSearch {
  private final List<MtuSearch> flows;
  private final Several<MtuResult> all;

  /**
   * A search that has not begun.
   *
   * @param flows a search for each flow, at least one
   */
  ParallelFlows(List<MtuSearch> flows) {
    this.flows = List.copyOf(flows);
    this.all = new Several<>(flows);
  }

  @Override
  public Optional<Probe> next(long now) {
    return all.next(now);
  }

  @Override
  public void accept(Reply reply) {
    all.accept(reply);
  }

  @Override
  public void overhear(Frame frame) {
    all.overhear(frame);
  }

  @Override
  public void missedFrames() {
    all.missedFrames();
  }

  @Override
  public void left(Probe probe, long at) {
    all.left(probe, at);
  }

  @Override
  public long wakeAt() {
    return all.wakeAt();
  }

  @Override
  public boolean done() {
    return all.done();
  }

  @Override
  public boolean answered() {
    return flows.stream().anyMatch(MtuSearch::answered);
  }

  @Override
  public void abandon(long now) {
    flows.forEach(flow -> flow.abandon(now));
  }

  /**
   * What each flow found. Routers limit how many packets they report, so that a report to one flow
   * may be missing in another.
   */
  @Override
  public List<MtuResult> flows() {
    List<MtuResult> found = all.result();
    return found.stream().map(flow -> MissedReports.added(flow, found)).toList();
  }

  /** The result of the flow that carries least. A flow whose MTU is known comes before others. */
  @Override
  public MtuResult result() {
    List<MtuResult> results = flows();
    int probes = results.stream().mapToInt(MtuResult::probes).sum();
    return results.stream()
        .min(Comparator.comparingInt(ParallelFlows::rank).thenComparingInt(MtuResult::lower))
        .orElseThrow()
        .withProbes(probes);
  }

  private static int rank(MtuResult result) {
    if (result.known()) {
      return 0;
    }
    return result.status() == MtuResult.Status.OK ? 1 : 2;
  }
}
