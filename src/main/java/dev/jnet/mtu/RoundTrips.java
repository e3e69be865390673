package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/**
 * Measures how long answers take on this path, and from that how long to wait for one. Times are in
 * ns.
 */
final class RoundTrips {
  /** The wait before anything is known (RFC 6298 section 2, rule 2.1). */
  private static final long INITIAL = 1_000 * Nanos.MILLISECOND;

  private long least = Long.MAX_VALUE;
  private long most;
  private long deviation;
  private int samples;

  /** Adds the round trip of an answer. */
  void sample(long roundTrip) {
    if (samples > 0) {
      deviation += (Math.abs(roundTrip - (least + most) / 2) - deviation) / 4;
    }
    least = Math.min(least, roundTrip);
    most = Math.max(most, roundTrip);
    samples++;
  }

  /** Whether any answer came. */
  boolean known() {
    return samples > 0;
  }

  /** The shortest round trip; 0 when there was no answer. */
  long least() {
    return known() ? least : 0;
  }

  /** How long after sending a probe counts as silent: a small multiple of a round trip. */
  long timeout() {
    return known()
        ? most + Math.max(most / 2, Math.max(4 * deviation, 10 * Nanos.MILLISECOND))
        : INITIAL;
  }

  /**
   * How long after sending a probe the target's answer would surely have arrived. This is the wait
   * after a router reported the probe as too big.
   */
  long certainty() {
    return known() ? most + Math.max(most / 8, Nanos.MILLISECOND / 2) : INITIAL;
  }
}
