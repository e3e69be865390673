package dev.jnet.link;

import java.time.Instant;

/**
 * The clock of a link that captures: the JVM's monotonic clock, set by the wall clock when the link
 * opens.
 *
 * <p>The kernel stamps frames by the wall clock, which may be set while we run; the monotonic clock
 * never is. (Gradual corrections of the time reach both alike.) So the stamps of a wall clock that
 * has jumped are taken back by as much as it jumped.
 */
public class LinkClock {
  /** The reading in milliseconds is up to one too early; more is a jump. */
  private static final long JUMP = 2_000_000L;

  private static final int READINGS = 4;

  private final long start;

  /** By how much the wall clock has jumped since the start. */
  private long jumped;

  public LinkClock() {
    start = distance();
  }

  /** Nanoseconds since 1970 by a clock that never goes back. */
  public long now() {
    return monotonic() + start;
  }

  /** A kernel's stamp, in ns since 1970 by the wall clock, on this clock. Never in the future. */
  public long at(long stamp) {
    long now = now();
    if (Math.abs(wallMillis() * 1_000_000L - now - jumped) > JUMP) {
      jumped = distance() - start;
    }
    return Math.min(stamp - jumped, now);
  }

  /** Wall clock less monotonic clock, by the reading that was least disturbed. */
  private long distance() {
    long best = Long.MAX_VALUE;
    long distance = 0;
    for (int i = 0; i < READINGS; i++) {
      long before = monotonic();
      long wall = wall();
      long took = monotonic() - before;
      if (took < best) {
        best = took;
        distance = wall - before - took / 2;
      }
    }
    return distance;
  }

  long monotonic() {
    return System.nanoTime();
  }

  long wall() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  long wallMillis() {
    return System.currentTimeMillis();
  }
}
