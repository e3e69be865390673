package dev.jnet.tcp;

import java.util.OptionalLong;

/**
 * The one segment at a time whose way there and back is measured. A segment that was sent twice is
 * not measured: nobody knows which of the two is acknowledged (Karn's algorithm, RFC 6298 section
 * 3).
 */
final class RoundTripSample {
  private static final long NONE = Long.MAX_VALUE;

  private long since = NONE;
  private long end;

  /**
   * A segment leaves.
   *
   * @param behind the number behind its last
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

  /** Everything in front of this number is acknowledged: the round trip in ns, if this ends one. */
  OptionalLong acknowledged(long ack, long at) {
    if (since == NONE || !Seq.lessOrEqual(end, ack)) {
      return OptionalLong.empty();
    }
    long roundTrip = Math.max(0, at - since);
    since = NONE;
    return OptionalLong.of(roundTrip);
  }
}
