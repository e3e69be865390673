package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/** When a target that has not answered yet is asked again, and when it is given up. Times in ns. */
final class Knocks {
  /** Since the start. */
  private static final long[] AT = {
    300 * Nanos.MILLISECOND, 1_000 * Nanos.MILLISECOND, 2_000 * Nanos.MILLISECOND
  };

  private long giveUp = 3_000 * Nanos.MILLISECOND;
  private int count;

  /** Gives up so long after the start. */
  void givingUpAfter(long patience) {
    giveUp = patience;
  }

  /** Whether so long after the start it is over; sooner where somebody said that it is in vain. */
  boolean areOver(long waited, boolean refused) {
    return waited >= giveUp || (refused && waited >= AT[0]);
  }

  /** Whether it is time for another; then it counts as done. */
  boolean isDue(long waited) {
    if (count == AT.length || waited < AT[count]) {
      return false;
    }
    count++;
    return true;
  }

  /** How long after the start there is something to decide again. */
  long next() {
    return count < AT.length ? Math.min(giveUp, AT[count]) : giveUp;
  }
}
