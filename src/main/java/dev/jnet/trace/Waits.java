package dev.jnet.trace;

import dev.jnet.unit.Nanos;

/** How long it is worth waiting for an answer, by those that have come. All in ns. */
final class Waits {
  /** What a router may take longer than another to find the time for an ICMP error. */
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

  /** The wait for the hops in front of one that has answered, or for hops behind all that have. */
  long timeout(boolean endKnown) {
    if (most < 0) {
      return longest;
    }
    long enough = endKnown ? most + Math.max(most / 2, LEISURE) : Math.max(3 * most, FARTHER);
    return Math.min(longest, enough);
  }
}
