package dev.jnet.probe;

import dev.jnet.unit.Nanos;

/**
 * How fast probes may leave. It is a token bucket; a steady pace has a second one for the average.
 */
public final class Pace {
  /**
   * At a steady pace, late probes may leave at once: those that were due within this time, in ns,
   * and at least one. At thousands of probes a second, the process cannot wake up for each.
   */
  private static final long STEADY_DEPTH = Nanos.SECOND / 40;

  /**
   * A longer delay is made up for slowly: the interval between probes shrinks by one part in this
   * many.
   */
  private static final int HASTE = 200;

  /** The longest delay that a steady pace makes up for, in ns. */
  private static final long MAX_ARREARS = 10 * Nanos.SECOND;

  private final long interval;
  private final long depth;
  private final long average;

  /** How many probes leave together; 0 where each leaves as soon as it may. */
  private final int group;

  private int leftOfGroup;
  private long emptyAt = Long.MIN_VALUE;
  private long owedAt = Long.MIN_VALUE;

  /**
   * A pace.
   *
   * @param interval the time between two probes, in ns
   * @param depth how much earlier than its own time a probe may leave, in ns: that makes a burst
   * @param average the average time between two probes over the whole run, in ns; 0 for no such
   *     limit
   * @param group how many probes leave together; 0 where each leaves as soon as it may
   */
  private Pace(long interval, long depth, long average, int group) {
    this.interval = interval;
    this.depth = depth;
    this.average = average;
    this.group = group;
  }

  /** No limit: probes leave as fast as the link takes them. */
  public static Pace unlimited() {
    return new Pace(0, 0, 0, 0);
  }

  /**
   * A pace at which each probe leaves at its own time.
   *
   * @param perSecond probes a second, greater than 0
   */
  public static Pace of(double perSecond) {
    return of(perSecond, 1);
  }

  /**
   * A pace that is kept on average. Some probes may leave at once when they were late, because at
   * thousands a second the process cannot wake up for each.
   *
   * @param perSecond probes a second, greater than 0
   * @param burst how many probes may leave at once, 1 or more
   */
  public static Pace of(double perSecond, int burst) {
    if (burst < 1) {
      throw new IllegalArgumentException("a burst of " + burst + " packets");
    }
    long interval = interval(perSecond);
    return new Pace(interval, interval * (burst - 1), 0, 0);
  }

  /**
   * A pace at which so many probes leave together, and then none until their time is over. The
   * process wakes up once for all of them.
   *
   * @param perSecond probes a second on average, greater than 0
   * @param group how many probes leave at once, 1 or more
   */
  public static Pace inGroups(double perSecond, int group) {
    Pace bursts = of(perSecond, group);
    return new Pace(bursts.interval, bursts.depth, 0, group);
  }

  /**
   * A pace that is kept within 2 % in any two seconds, and that is never exceeded on average since
   * the beginning. When the process was held up, the missing probes are sent little by little.
   *
   * @param perSecond probes a second, greater than 0
   * @param now the time of the beginning, in ns on the link's clock
   */
  public static Pace steady(double perSecond, long now) {
    long average = interval(perSecond);
    long interval = Math.max(1, average - average / HASTE);
    Pace pace = new Pace(interval, Math.max(interval, STEADY_DEPTH - interval), average, 0);
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

  /** When the next probe may leave, in ns on the link's clock. A time in the past means now. */
  public long readyAt() {
    if (group > 0 && leftOfGroup == 0) {
      return emptyAt;
    }
    return emptyAt == Long.MIN_VALUE ? Long.MIN_VALUE : Math.max(emptyAt - depth, owedAt);
  }

  /** Notes that a probe left at {@code now}, in ns on the link's clock. */
  public void spent(long now) {
    emptyAt = Math.max(emptyAt, now) + interval;
    leftOfGroup = leftOfGroup == 0 ? Math.max(0, group - 1) : leftOfGroup - 1;
    if (average > 0) {
      owedAt = Math.max(owedAt, now - MAX_ARREARS) + average;
    }
  }
}
