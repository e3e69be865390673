package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/**
 * When a target that has not answered yet is asked again, and when it is given up. Times are ns
 * since the start of the search.
 */
final class RetrySchedule {
  private static final long[] RETRIES = {
    300 * Nanos.MILLISECOND, 1_000 * Nanos.MILLISECOND, 2_000 * Nanos.MILLISECOND
  };

  private long giveUpAfter = 3_000 * Nanos.MILLISECOND;
  private int retries;

  /** Gives up so long after the start. */
  void giveUpAfter(long patience) {
    giveUpAfter = patience;
  }

  /**
   * Whether it is time to give up.
   *
   * @param refused whether somebody said that the target cannot be reached: then it is sooner
   */
  boolean isOver(long waited, boolean refused) {
    return waited >= giveUpAfter || (refused && waited >= RETRIES[0]);
  }

  /** Whether it is time for the next retry. */
  boolean isDue(long waited) {
    return retries < RETRIES.length && waited >= RETRIES[retries];
  }

  /** The retry that was due has been sent. */
  void retried() {
    retries++;
  }

  /** How long after the start there is something to decide again. */
  long next() {
    return retries < RETRIES.length ? Math.min(giveUpAfter, RETRIES[retries]) : giveUpAfter;
  }
}
