package dev.jnet.tcp;

import dev.jnet.unit.Nanos;

/**
 * Runs out when something has to be sent again (RFC 6298). How long that takes follows from
 * measured round-trip times, and doubles each time. All times are in ns.
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
  private long expiresAt = Nanos.FOREVER;

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

  /** Stops, and doubles the timeout, because it ran out. */
  void backOff() {
    stop();
    timeout = Math.min(2 * timeout, MAX_TIMEOUT);
  }

  /** Raises the timeout to at least this, because the SYN was sent again (RFC 6298 section 5.7). */
  void atLeast(long time) {
    timeout = Math.max(timeout, time);
  }

  /** How long it runs. */
  long timeout() {
    return timeout;
  }

  /** Starts anew. */
  void start(long now) {
    expiresAt = now + timeout;
  }

  void stop() {
    expiresAt = Nanos.FOREVER;
  }

  boolean isRunning() {
    return expiresAt != Nanos.FOREVER;
  }

  /** When it runs out; {@link Nanos#FOREVER} while it does not run. */
  long expiresAt() {
    return expiresAt;
  }

  /** The smoothed round-trip time; negative before the first measurement. */
  long smoothed() {
    return smoothed;
  }
}
