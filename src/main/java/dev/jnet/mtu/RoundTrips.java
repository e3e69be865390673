package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/** How long an answer takes on this path, and so how long it is worth waiting for one. */
final class RoundTrips {
  /** The wait before anything is known (RFC 6298 section 2.1), in ns. */
  private static final long INITIAL = 1_000 * Nanos.MILLISECOND;

  private long least = Long.MAX_VALUE;
  private long most;
  private long deviation;
  private int samples;

  void sample(long roundTrip) {
    if (samples > 0) {
      deviation += (Math.abs(roundTrip - (least + most) / 2) - deviation) / 4;
    }
    least = Math.min(least, roundTrip);
    most = Math.max(most, roundTrip);
    samples++;
  }

  boolean known() {
    return samples > 0;
  }

  /** The quickest answer, in ns; only when {@link #known}. */
  long least() {
    return least;
  }

  /** After how many ns without an answer a probe counts as silent: a small multiple of an RTT. */
  long timeout() {
    return known()
        ? most + Math.max(most / 2, Math.max(4 * deviation, 10 * Nanos.MILLISECOND))
        : INITIAL;
  }

  /** When an answer that was possible would surely have overtaken a router's report, in ns. */
  long settled() {
    return known() ? most + Math.max(most / 8, Nanos.MILLISECOND / 2) : INITIAL;
  }
}
