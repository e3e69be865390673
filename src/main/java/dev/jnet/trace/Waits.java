package dev.jnet.trace;

import dev.jnet.unit.Nanos;

/** Decides how long to wait for an answer, by the answers that have come. Times are in ns. */
final class Waits {
  /** How much longer one router may take than another to make an ICMP error. */
  private static final long LEISURE = 60 * Nanos.MILLISECOND;

  /** The least wait for a target that is farther away than all that has answered. */
  private static final long FARTHER = 1_000 * Nanos.MILLISECOND;

  private final long longest;
  private long most = -1;

  Waits(long longest) {
    this.longest = longest;
  }

  void sample(long roundTrip) {
    most = Math.max(most, roundTrip);
  }

  /**
   * How long to wait after the last probe.
   *
   * @param endKnown whether the end of the path has answered: otherwise hops may follow that are
   *     farther away than all that have answered
   */
  long timeout(boolean endKnown) {
    if (most < 0) {
      return longest;
    }
    long enough = endKnown ? most + Math.max(most / 2, LEISURE) : Math.max(3 * most, FARTHER);
    return Math.min(longest, enough);
  }
}
