package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.report.trace.HopNames;
import dev.jnet.report.trace.TraceReport;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks which routers are on the way, by several flows. */
final class TraceModule implements ModuleQuestion {
  private static final int LAST_HOP = 30;

  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    Via via = UnprivilegedProbes.usable(order.via(), network.access()).get(0);
    NetworkPath path = ProbePaths.open(network, order.address(), via);
    TraceQuestion.Scope scope =
        new TraceQuestion.Scope(new Ttl(1), new Ttl(LAST_HOP), 1, order.module().flows());
    long seed = network.seed();
    return new OpenedTarget(
        path,
        known ->
            new TargetQuestion<>(
                new TraceDiagnosis(
                    new TraceQuestion(
                        order.address(), known.hop(), via, scope, Nanos.SECOND, seed)),
                order.remaining(),
                (result, tally, elapsed) ->
                    new ProbeAnswer(
                        result.reached(),
                        metrics(order, result, state),
                        style -> TraceReport.text(content(order, known, result, tally), style))));
  }

  private static TraceReportContent content(
      ProbeOrder order, NetworkPath path, TraceResult result, Tally tally) {
    return new TraceReportContent(
        order.target(),
        order.address(),
        path.shown(),
        path.access(),
        LAST_HOP,
        result,
        List.of(),
        Optional.empty(),
        HopNames.NONE,
        tally,
        0);
  }

  private static List<MetricSnapshot> metrics(
      ProbeOrder order, TraceResult result, TargetState state) {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(Metrics.gauge("jnet_probe_packets", "Packets that this probe sent.", result.probes()));
    if (result.reached()) {
      List<Hop> hops = result.hops();
      state.path().note(hops.stream().map(Hop::address).toList());
      all.add(
          Metrics.gauge(
              "jnet_path_hops",
              "How many hops the target is away; 1 is on the same link.",
              hops.get(hops.size() - 1).ttl()));
    }
    all.add(
        Metrics.counter(
            "jnet_path_changes",
            "How often the path was another one than in the scrape before.",
            (double) state.path().count()));
    long whole =
        result.branches().isEmpty()
            ? (result.reached() ? 1 : 0)
            : result.branches().stream().filter(branch -> ends(branch, order)).count();
    int flows = Math.max(1, result.branches().size());
    all.add(
        Metrics.gauges(
            "jnet_path_flows",
            "Flows that were sent, by whether they reached the target: routers may spread them over"
                + " several paths.",
            Map.of(
                Labels.of("state", "reached"), (double) whole,
                Labels.of("state", "broken"), (double) (flows - whole))));
    all.add(
        Metrics.gauge(
            "jnet_paths", "How many different paths the flows took.", result.ways().size()));
    return all;
  }

  /** Whether a flow reached the target. */
  private static boolean ends(TraceResult.Branch branch, ProbeOrder order) {
    List<Hop> hops = branch.hops();
    return !hops.isEmpty() && hops.get(hops.size() - 1).addresses().contains(order.address());
  }
}
