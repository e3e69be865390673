package dev.jnet.exporter.module;

import dev.jnet.finding.Certainty;
import dev.jnet.finding.Finding;
import dev.jnet.report.Metrics;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Conclusions by their names. The values of both labels are few. */
final class FindingMetrics {
  private final Map<Labels, Double> values = new LinkedHashMap<>();

  /** The metric of some findings. */
  static MetricSnapshot of(List<Finding> findings) {
    FindingMetrics metrics = new FindingMetrics();
    findings.forEach(finding -> metrics.add(finding.code(), finding.grounds().certainty()));
    return metrics.snapshot();
  }

  /** Adds a conclusion. */
  void add(String code, Certainty certainty) {
    String degree = certainty.degree().name().toLowerCase(Locale.ROOT);
    values.put(Labels.of("code", code, "certainty", degree), 1.0);
  }

  MetricSnapshot snapshot() {
    return Metrics.gauges(
        "jnet_finding", "A conclusion from what was measured, and how sure it is.", values);
  }
}
