package dev.jnet.lab;

import dev.jnet.unit.Nanos;

/** So many at once, and so many a second on the long run. */
final class TokenBucket {
  private final long interval;
  private final long depth;
  private long fullAt;

  /**
   * A full bucket.
   *
   * @param perSecond 0: no limit
   */
  TokenBucket(long perSecond, long burst) {
    interval = perSecond == 0 ? 0 : Nanos.SECOND / perSecond;
    depth = interval * burst;
  }

  /** Takes a token, if there is one. */
  boolean take(long now) {
    long after = Math.max(fullAt, now) + interval;
    if (after - now > depth) {
      return false;
    }
    fullAt = after;
    return true;
  }
}
