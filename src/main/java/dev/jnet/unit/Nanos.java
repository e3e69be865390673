package dev.jnet.unit;

import java.time.Duration;

/**
 * Lengths of time in ns, as a link's clock counts them. At the edges (options, configuration) a
 * time is a {@link Duration}; inside it is a {@code long} in ns.
 */
public final class Nanos {
  /** A microsecond in ns. */
  public static final long MICROSECOND = 1_000L;

  /** A millisecond in ns. */
  public static final long MILLISECOND = 1_000_000L;

  /** A second in ns. */
  public static final long SECOND = 1_000_000_000L;

  /** Later than any deadline. */
  public static final long FOREVER = Long.MAX_VALUE;

  private Nanos() {}

  /** A duration in ns; {@link #FOREVER} for one of more than 292 years. */
  public static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return FOREVER;
    }
  }

  /** Seconds, as a person writes them, in ns; at most {@link #FOREVER}. */
  public static long ofSeconds(double seconds) {
    return (long) (seconds * SECOND);
  }

  /** A time in ns as milliseconds. */
  public static double toMillis(long nanos) {
    return nanos / (double) MILLISECOND;
  }
}
