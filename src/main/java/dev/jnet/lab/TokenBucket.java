package dev.jnet.lab;

import dev.jnet.unit.Nanos;

/** Limits how many messages are sent at once, and how many a second on average. */
final class TokenBucket {
  private final long interval;
  private final long depth;
  private long fullAt;

  /**
   * Makes a full bucket.
   *
   * @param perSecond tokens a second; 0 for no limit
   * @param burst how many tokens the bucket holds
   */
  TokenBucket(long perSecond, long burst) {
    interval = perSecond == 0 ? 0 : Nanos.SECOND / perSecond;
    depth = interval * burst;
  }

  /** Takes a token, if there is one. Returns whether there was. */
  boolean take(long now) {
    long after = Math.max(fullAt, now) + interval;
    if (after - now > depth) {
      return false;
    }
    fullAt = after;
    return true;
  }
}
