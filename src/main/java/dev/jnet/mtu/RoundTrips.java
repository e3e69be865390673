package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/** How long an answer takes on this path, and so how long to wait for one. Times are in ns. */
final class RoundTrips {
  /** The wait before anything is known (RFC 6298 section 2.1). */
  private static final long INITIAL = 1_000 * Nanos.MILLISECOND;

  private long least = Long.MAX_VALUE;
  private long most;
  private long deviation;
  private int samples;

  /** An answer came, so long after its probe. */
  void sample(long roundTrip) {
    if (samples > 0) {
      deviation += (Math.abs(roundTrip - (least + most) / 2) - deviation) / 4;
    }
    least = Math.min(least, roundTrip);
    most = Math.max(most, roundTrip);
    samples++;
  }

  /** Whether there was an answer. */
  boolean known() {
    return samples > 0;
  }

  /** The quickest answer; 0 when there was none. */
  long least() {
    return known() ? least : 0;
  }

  /** How long without an answer until a probe counts as silent: a small multiple of an RTT. */
  long timeout() {
    return known()
        ? most + Math.max(most / 2, Math.max(4 * deviation, 10 * Nanos.MILLISECOND))
        : INITIAL;
  }

  /**
   * How long after a probe an answer to it would surely be here, although a router has reported it
   * as too big.
   */
  long certainty() {
    return known() ? most + Math.max(most / 8, Nanos.MILLISECOND / 2) : INITIAL;
  }
}
