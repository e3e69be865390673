package dev.jnet.tcp;

import dev.jnet.unit.Nanos;

/**
 * How long to wait for an acknowledgment before sending again (RFC 6298): from measured round
 * trips, doubled each time it was not long enough. All times in ns.
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
   * Before anything was measured.
   *
   * @param initial RFC 6298: 1 s
   * @param least RFC 6298: 1 s; Linux has 200 ms
   */
  RetransmissionTimer(long initial, long least) {
    this.timeout = initial;
    this.least = least;
  }

  /** A segment that was sent once (Karn's rule) was acknowledged after this time. */
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

  /** It was not long enough: twice as long next time. */
  void backOff() {
    timeout = Math.min(2 * timeout, MAX_TIMEOUT);
  }

  /** RFC 6298 (5.7): the SYN had to be sent again, so data start with at least this. */
  void atLeast(long time) {
    timeout = Math.max(timeout, time);
  }

  /** How long to wait now. */
  long timeout() {
    return timeout;
  }

  /** The smoothed round-trip time; negative before anything was measured. */
  long smoothed() {
    return smoothed;
  }
}
