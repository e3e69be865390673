package dev.jnet.tcp;

import dev.jnet.unit.Nanos;

/**
 * Computes how long to wait for an acknowledgment before sending again (RFC 6298). It follows from
 * measured round-trip times, and doubles each time that it runs out. All times are in ns.
 */
final class RetransmissionTimer {
  /** The clock's granularity G of RFC 6298. */
  private static final long GRANULARITY = Nanos.MILLISECOND;

  /** RFC 6298 allows a bound of 60 s or more. */
  private static final long MAX_TIMEOUT = 60 * Nanos.SECOND;

  private final long least;
  private long timeout;
  private long smoothed = -1;
  private long variation;

  /**
   * Begins without a measurement.
   *
   * @param initial the first timeout; RFC 6298: 1 s
   * @param least the shortest timeout; RFC 6298: 1 s, Linux: 200 ms
   */
  RetransmissionTimer(long initial, long least) {
    this.timeout = initial;
    this.least = least;
  }

  /** Takes the round-trip time of a segment that was sent only once (Karn's rule). */
  void measured(long roundTrip) {
    if (smoothed < 0) {
      smoothed = roundTrip;
      variation = roundTrip / 2;
    } else {
      variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
      smoothed += (roundTrip - smoothed) / 8;
    }
    long computed = smoothed + Math.max(GRANULARITY, 4 * variation);
    timeout = Math.min(Math.max(computed, least), MAX_TIMEOUT);
  }

  /** Doubles the timeout, because it ran out. */
  void backOff() {
    timeout = Math.min(2 * timeout, MAX_TIMEOUT);
  }

  /** Raises the timeout to at least this, because the SYN was sent again (RFC 6298 section 5.7). */
  void atLeast(long time) {
    timeout = Math.max(timeout, time);
  }

  /** How long to wait now. */
  long timeout() {
    return timeout;
  }

  /** The smoothed round-trip time; negative before the first measurement. */
  long smoothed() {
    return smoothed;
  }
}
