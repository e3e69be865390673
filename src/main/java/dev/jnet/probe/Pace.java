package dev.jnet.probe;

/** How fast probes may leave: a token bucket. */
public final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long interval;
  private final long depth;
  private long emptyAt = Long.MIN_VALUE;

  private Pace(long interval, int burst) {
    this.interval = interval;
    this.depth = interval * (burst - 1);
  }

  /** As fast as the link takes them. */
  public static Pace unlimited() {
    return new Pace(0, 1);
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
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate of " + perSecond + " packets a second");
    }
    if (burst < 1) {
      throw new IllegalArgumentException("a burst of " + burst + " packets");
    }
    return new Pace(Math.max(1, Math.round(SECOND / perSecond)), burst);
  }

  /** The same without a burst at the beginning {@code now}, when none can be late yet. */
  public Pace startingAt(long now) {
    emptyAt = now + depth;
    return this;
  }

  /** When the next probe may leave, in ns; a time that has passed means now. */
  public long readyAt() {
    return emptyAt == Long.MIN_VALUE ? Long.MIN_VALUE : emptyAt - depth;
  }

  /** A probe left at {@code now}. */
  public void spent(long now) {
    emptyAt = Math.max(emptyAt, now) + interval;
  }
}
