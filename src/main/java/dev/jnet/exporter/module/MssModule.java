package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Via;
import dev.jnet.report.Metrics;
import dev.jnet.report.mss.MssReport;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks how much data a TCP segment carries, and who decided it. */
final class MssModule implements ModuleQuestion {
  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    Via via = order.via().get(0);
    Port local = ProbePaths.segmentPort(network, order.address());
    NetworkPath path = ProbePaths.open(network, order.address(), via);
    long seed = network.seed();
    return new OpenedTarget(
        path,
        known ->
            ask(
                order,
                new MssQuestion(
                    order.address(),
                    via.port().orElseThrow(),
                    known.hop(),
                    local,
                    new SynPatience(Math.max(1, order.remaining()))
                        .linux(Addresses.version(order.address()), known.hop().mtu()),
                    seed)));
  }

  private static TargetQuestion<MssAndPath.Result> ask(ProbeOrder order, MssQuestion question) {
    return new TargetQuestion<>(
        new MssAndPath(question),
        order.remaining(),
        (result, tally, elapsed) -> {
          MssReportContent content =
              new MssReportContent(
                  order.target(),
                  question,
                  result.syns(),
                  result.path(),
                  Optional.empty(),
                  tally,
                  elapsed);
          return new ProbeAnswer(
              result.syns().status() == MssResult.Status.OPEN,
              metrics(content),
              style -> MssReport.text(content, style));
        });
  }

  private static List<MetricSnapshot> metrics(MssReportContent content) {
    if (content.result().status() != MssResult.Status.OPEN) {
      return List.of();
    }
    Map<Labels, Double> sizes = new LinkedHashMap<>();
    sizes.put(Labels.of("source", "announced"), (double) content.theirMss());
    content
        .result()
        .clamp()
        .ifPresent(
            clamp -> sizes.put(Labels.of("source", "clamped"), (double) content.theirSegments()));
    sizes.put(Labels.of("source", "usable"), (double) content.usable());
    return List.of(
        Metrics.gauges(
            "jnet_mss_bytes",
            "Maximum segment sizes: what the target announced, what a router made of this"
                + " machine's, and what really gets through.",
            sizes),
        FindingMetrics.of(content.conclusions()));
  }
}
