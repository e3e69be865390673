package dev.jnet.exporter.module;

import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Metrics;
import dev.jnet.report.mtu.MtuReportContent;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What a search for the path MTU tells, as metrics. */
final class MtuMetrics {
  private MtuMetrics() {}

  static List<MetricSnapshot> of(MtuReportContent content) {
    MtuResult result = content.result();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        Metrics.gauge(
            "jnet_probe_packets", "Packets that this probe sent.", content.tally().sent()));
    if (content.kernelMtu() > 0) {
      all.add(
          Metrics.gauge(
              "jnet_kernel_path_mtu_bytes",
              "The path MTU that this machine's kernel has cached for the target.",
              content.kernelMtu()));
    }
    if (result.status() == MtuResult.Status.OK) {
      sizes(result, all);
      all.add(FindingMetrics.of(content.conclusions()));
    }
    return all;
  }

  private static void sizes(MtuResult result, List<MetricSnapshot> all) {
    if (result.known()) {
      all.add(
          Metrics.gauge(
              "jnet_path_mtu_bytes",
              "The largest IP packet that reaches the target in one piece.",
              result.lower()));
    }
    all.add(
        Metrics.gauge(
            "jnet_path_mtu_lower_bytes",
            "The largest IP packet that arrived in one piece.",
            result.lower()));
    all.add(
        Metrics.gauge(
            "jnet_path_mtu_upper_bytes",
            "The smallest IP packet that is known not to arrive, or one byte more than can leave.",
            result.upper()));
    all.add(
        Metrics.gauge(
            "jnet_path_mtu_confirmed",
            "Whether the target answered a packet of the path MTU, and no larger one arrives.",
            result.confidence() == MtuResult.Confidence.CONFIRMED));
    all.add(
        Metrics.gauge(
            "jnet_black_hole",
            "Whether packets above the path MTU are dropped without a usable report.",
            result.blackHole()));
    all.add(
        Metrics.gauge(
            "jnet_return_path_narrower",
            "Whether the path from the target back carries less than the path there.",
            result.wayBack().narrower()));
    result
        .bottleneck()
        .ifPresent(
            at ->
                all.add(
                    Metrics.gauge(
                        "jnet_bottleneck_hop",
                        "The hop that drops larger packets; 0 is this machine.",
                        at.hop())));
  }
}
