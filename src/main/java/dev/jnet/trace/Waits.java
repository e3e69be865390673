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

  /** The longest round trip so far; -1 before the first answer. */
  long longestRoundTrip() {
    return most;
  }

  /** How long to wait for the answer of a hop whose round trip takes about this long. */
  long after(long roundTrip) {
    return roundTrip < 0
        ? longest
        : Math.min(longest, roundTrip + Math.max(roundTrip / 2, LEISURE));
  }

  /**
   * How long to wait after the last probe while the end of the path has not answered. It may be
   * farther away than all hops that have answered.
   */
  long withoutEnd() {
    return most < 0 ? longest : Math.min(longest, Math.max(3 * most, FARTHER));
  }

  /** How long to wait after the last probe before larger TTLs are asked about as well. */
  long pause() {
    return most < 0 ? Math.min(longest, FARTHER) : after(most);
  }
}
