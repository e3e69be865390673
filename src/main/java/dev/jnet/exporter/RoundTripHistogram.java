package dev.jnet.exporter;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;

/** Counts how long answers took, in classes that double: those of smokeping_prober. */
public final class RoundTripHistogram {
  private static final double FIRST = 5e-5;
  private static final int CLASSES = 20;
  private static final double NANOS = 1e9;
  private static final double[] BOUNDS = bounds();

  private final long[] counts = new long[BOUNDS.length];
  private double sum;

  private static double[] bounds() {
    double[] bounds = new double[CLASSES + 1];
    for (int i = 0; i < CLASSES; i++) {
      bounds[i] = FIRST * (1L << i);
    }
    bounds[CLASSES] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** Counts a time in ns. */
  public void add(long roundTrip) {
    double seconds = roundTrip / NANOS;
    int index = Arrays.binarySearch(BOUNDS, seconds);
    counts[index < 0 ? -index - 1 : index]++;
    sum += seconds;
  }

  /** All times so far. */
  public MetricSnapshot snapshot() {
    return HistogramSnapshot.builder()
        .name("jnet_rtt_seconds")
        .help("Round-trip times of the packets that were answered, of all probes so far.")
        .dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts.clone()))
                .sum(sum)
                .build())
        .build();
  }
}
