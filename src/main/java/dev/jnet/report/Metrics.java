package dev.jnet.report;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Metrics in Prometheus' form. */
public final class Metrics {
  /** The type of {@link #text}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  private Metrics() {}

  /** A value of the moment. */
  public static MetricSnapshot gauge(String name, String help, double value) {
    return gauges(name, help, Map.of(Labels.EMPTY, value));
  }

  /** 1 for yes, 0 for no. */
  public static MetricSnapshot gauge(String name, String help, boolean value) {
    return gauge(name, help, value ? 1 : 0);
  }

  /** Values of the moment, told apart by labels. */
  public static MetricSnapshot gauges(String name, String help, Map<Labels, Double> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
    return gauge.build();
  }

  /**
   * A count that only rises.
   *
   * @param name without {@code _total}, which is added
   */
  public static MetricSnapshot counter(String name, String help, double value) {
    return counters(name, help, Map.of(Labels.EMPTY, value));
  }

  /** Counts that only rise, told apart by labels. */
  public static MetricSnapshot counters(String name, String help, Map<Labels, Double> values) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
    return counter.build();
  }

  /** Metrics in Prometheus' text format. */
  public static String text(Collection<MetricSnapshot> metrics) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      WRITER.write(out, new MetricSnapshots(List.copyOf(metrics)), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
