package dev.jnet.probe;

import dev.jnet.unit.Nanos;

/** How fast probes may leave: a token bucket, or two. */
public final class Pace {
  /**
   * At a steady pace, what was held up for as long as this leaves at once, in ns, or one probe: at
   * thousands a second nobody wakes up for each.
   */
  private static final long STEADY_DEPTH = Nanos.SECOND / 40;

  /** What was held up for longer is made up for by probes that are closer by this part. */
  private static final int HASTE = 200;

  /** Arrears of a steady pace that are remembered, in ns. */
  private static final long MAX_ARREARS = 10 * Nanos.SECOND;

  private final long interval;
  private final long depth;
  private final long average;
  private long emptyAt = Long.MIN_VALUE;
  private long owedAt = Long.MIN_VALUE;

  /**
   * A pace.
   *
   * @param interval ns between two probes
   * @param depth ns of probes that may leave at once
   * @param average ns between two probes on the long run; 0 for no further limit
   */
  private Pace(long interval, long depth, long average) {
    this.interval = interval;
    this.depth = depth;
    this.average = average;
  }

  /** As fast as the link takes them. */
  public static Pace unlimited() {
    return new Pace(0, 0, 0);
  }

  /**
   * So many probes a second on the long run, each at its own time.
   *
   * @param perSecond greater than 0
   */
  public static Pace of(double perSecond) {
    return of(perSecond, 1);
  }

  /**
   * So many probes a second on the long run, of which some may leave at once when earlier ones were
   * late: at thousands a second nobody wakes up for each.
   *
   * @param perSecond greater than 0
   * @param burst how many at once at most, 1 or more
   */
  public static Pace of(double perSecond, int burst) {
    if (burst < 1) {
      throw new IllegalArgumentException("a burst of " + burst + " packets");
    }
    long interval = interval(perSecond);
    return new Pace(interval, interval * (burst - 1), 0);
  }

  /**
   * So many probes a second within any two seconds, give or take 2 %, and on the long run: never
   * more since the beginning, and where the process was held up they are made up for bit by bit.
   *
   * @param perSecond greater than 0
   * @param now the beginning, in ns on the link's clock
   */
  public static Pace steady(double perSecond, long now) {
    long average = interval(perSecond);
    long interval = Math.max(1, average - average / HASTE);
    Pace pace = new Pace(interval, Math.max(interval, STEADY_DEPTH - interval), average);
    pace.emptyAt = now + pace.depth;
    pace.owedAt = now;
    return pace;
  }

  private static long interval(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate of " + perSecond + " packets a second");
    }
    return Math.max(1, Math.round(Nanos.SECOND / perSecond));
  }

  /** When the next probe may leave, in ns; a time that has passed means now. */
  public long readyAt() {
    return emptyAt == Long.MIN_VALUE ? Long.MIN_VALUE : Math.max(emptyAt - depth, owedAt);
  }

  /** A probe left at {@code now}. */
  public void spent(long now) {
    emptyAt = Math.max(emptyAt, now) + interval;
    if (average > 0) {
      owedAt = Math.max(owedAt, now - MAX_ARREARS) + average;
    }
  }
}
