package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.time.Instant;

/**
 * The clock of a link that captures: the JVM's monotonic clock, set by the wall clock when the link
 * opens.
 *
 * <p>The kernel stamps frames by the wall clock, which may be set at any time. The monotonic clock
 * is never set, but gradual corrections of the time change both alike. So when the wall clock has
 * jumped, the jump is subtracted from its stamps.
 */
public class LinkClock {
  /**
   * A difference of more than this, in ns, is a jump. The reading in ms is up to 1 ms too early.
   */
  private static final long JUMP = 2 * Nanos.MILLISECOND;

  /** How long after a jump frames may be read that were stamped before it, in ns. */
  private static final long MIXED = Nanos.SECOND;

  private static final int READINGS = 4;

  private final long start;

  /** By how much the wall clock has jumped since the start, in ns. */
  private long jumped;

  /** By how much it had jumped before its last jump, in ns. Older stamps may still come. */
  private long jumpedBefore;

  private long jumpSeenAt = Long.MIN_VALUE / 2;

  public LinkClock() {
    start = distance();
  }

  /** The time in ns since 1970, by a clock that never goes back. */
  public long now() {
    return monotonic() + start;
  }

  /**
   * Converts a kernel's stamp to this clock. The result is never in the future.
   *
   * @param stamp ns since 1970 by the wall clock
   */
  public long at(long stamp) {
    long now = now();
    if (Math.abs(wallMillis() * Nanos.MILLISECOND - now - jumped) > JUMP) {
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
   * Chooses between the readings of a stamp by the wall clock before and after a jump. A frame is
   * read soon after it was stamped, so the later reading is right, unless it is in the future.
   */
  private static long latest(long after, long before, long limit) {
    boolean isBefore = before <= limit && (before > after || after > limit);
    return isBefore ? before : after;
  }

  /** Wall clock minus monotonic clock in ns, by the quickest of several readings. */
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
    return now.getEpochSecond() * Nanos.SECOND + now.getNano();
  }

  long wallMillis() {
    return System.currentTimeMillis();
  }
}
