package dev.jnet.tcp;

import java.util.OptionalLong;

/**
 * Measures the round-trip time of one segment at a time. A segment that was sent twice is not
 * measured, because it is not known which of the two is acknowledged (Karn's algorithm, RFC 6298
 * section 3).
 */
final class RoundTripSample {
  private static final long NONE = Long.MAX_VALUE;

  private long since = NONE;
  private long end;

  /**
   * Notes that a segment leaves.
   *
   * @param behind the sequence number after its last
   * @param isNew whether all of it leaves for the first time
   */
  void sent(long behind, boolean isNew, long now) {
    if (!isNew) {
      since = NONE;
    } else if (since == NONE) {
      since = now;
      end = behind;
    }
  }

  /**
   * Takes an acknowledgment of everything in front of this number. Returns the round-trip time in
   * ns, if it ends the measurement.
   */
  OptionalLong acknowledged(long ack, long at) {
    if (since == NONE || !Seq.lessOrEqual(end, ack)) {
      return OptionalLong.empty();
    }
    long roundTrip = Math.max(0, at - since);
    since = NONE;
    return OptionalLong.of(roundTrip);
  }
}
