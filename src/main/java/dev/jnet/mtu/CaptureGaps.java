package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/**
 * The pauses of a search whose answers this machine may not have captured, because frames came too
 * fast. What was asked is asked again after a pause, each twice as long as the one before it, up to
 * a second. Times are ns on the link's clock.
 */
final class CaptureGaps {
  private static final long FIRST = 100 * Nanos.MILLISECOND;
  private static final int MAX_DOUBLED = 4;
  private static final int MAX_PAUSES = 12;

  private int pauses;
  private boolean missed;
  private long until = Long.MIN_VALUE;

  /** Notes that answers under way may have been missed. */
  void missedFrames() {
    missed = true;
  }

  /** When the pause ends, in ns; a time long past where nothing was missed. */
  long until(long now) {
    if (missed) {
      missed = false;
      until = now + Math.min(Nanos.SECOND, FIRST << Math.min(pauses, MAX_DOUBLED));
      pauses++;
    }
    return until;
  }

  /** Whether asking again has failed too often to go on. */
  boolean areTooMany() {
    return pauses > MAX_PAUSES;
  }
}
