package dev.jnet.exporter;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.Metrics;
import dev.jnet.report.Style;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What came of a probe.
 *
 * @param success whether the target answered, and with what was asked for
 * @param metrics what was measured
 * @param report in words
 */
public record ProbeAnswer(
    boolean success, List<MetricSnapshot> metrics, Function<Style, String> report)
    implements Printout {
  /** Copies the list. */
  public ProbeAnswer {
    metrics = List.copyOf(metrics);
  }

  /** The answer of a probe that could not be made, for a reason in words. */
  public static ProbeAnswer failed(String why) {
    return new ProbeAnswer(false, List.of(), style -> why + "\n");
  }

  /** This answer with further metrics. */
  ProbeAnswer with(List<MetricSnapshot> more) {
    List<MetricSnapshot> all = new ArrayList<>(metrics);
    all.addAll(more);
    return new ProbeAnswer(success, all, report);
  }

  @Override
  public List<String> json() {
    return List.of();
  }

  @Override
  public String bare(Style style) {
    return Metrics.text(metrics);
  }

  @Override
  public String text(Style style) {
    return report.apply(style);
  }

  @Override
  public int exitCode() {
    return success ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
