package dev.jnet.exporter.module;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.Verdict;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.StepwiseQuestion;
import dev.jnet.report.Metrics;
import dev.jnet.report.doctor.DoctorReport;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks what is broken, where, and why. */
record DoctorModule(TargetExaminer examiner, AllowedTargets allowed) implements StepwiseQuestion {
  @Override
  public ProbeAnswer ask(ProbeOrder order, Setting setting) throws IOException {
    Opinion opinion = examiner.examine(order.target(), setting, allowed::allows);
    return new ProbeAnswer(
        opinion.verdict() == Verdict.OK,
        List.of(verdict(opinion), causes(opinion)),
        style -> DoctorReport.text(opinion, style));
  }

  private static MetricSnapshot verdict(Opinion opinion) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    for (Verdict each : Verdict.values()) {
      values.put(Labels.of("verdict", each.word()), each == opinion.verdict() ? 1.0 : 0.0);
    }
    return Metrics.gauges(
        "jnet_verdict",
        "The state of the target: 1 for one of ok, degraded, broken, unknown.",
        values);
  }

  private static MetricSnapshot causes(Opinion opinion) {
    FindingMetrics findings = new FindingMetrics();
    for (Cause cause : opinion.causes()) {
      findings.add(cause.code(), cause.certainty());
    }
    return findings.snapshot();
  }
}
