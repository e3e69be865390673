package dev.jnet.link;

import dev.jnet.unit.Nanos;
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

  /** How long after a jump frames may be read that were stamped before it, in ns. */
  private static final long MIXED = Nanos.SECOND;

  private static final int READINGS = 4;

  private final long start;

  /** By how much the wall clock has jumped since the start. */
  private long jumped;

  /** By how much it had jumped before it did so last, as long as such stamps may still come. */
  private long jumpedBefore;

  private long jumpSeenAt = Long.MIN_VALUE / 2;

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
      jumpedBefore = jumped;
      jumped = distance() - start;
      jumpSeenAt = now;
    }
    long at = stamp - jumped;
    if (now - jumpSeenAt < MIXED) {
      at = latest(at, stamp - jumpedBefore, now + JUMP);
    }
    return Math.min(at, now);
  }

  /**
   * A frame is read soon after it was stamped. So of its two readings, by the wall clock before and
   * after a jump, the one that is later is right; but no frame comes from the future.
   */
  private static long latest(long after, long before, long limit) {
    boolean isBefore = before <= limit && (before > after || after > limit);
    return isBefore ? before : after;
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
