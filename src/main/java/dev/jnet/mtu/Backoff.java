package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/**
 * The pauses of a search when not even the controls are answered. Then something limits the rate of
 * answers, and more probes would only use that rate up. Each pause is twice as long as the one
 * before it. Times are ns on the link's clock.
 */
final class Backoff {
  private static final long FIRST = 100 * Nanos.MILLISECOND;

  private int size;
  private int silences;
  private long length = FIRST;
  private long until = Long.MIN_VALUE;

  /**
   * Begins another round about a size. A pause comes first when the last round was about the same
   * size and brought no answer.
   *
   * @param counted how often this size was silent so far, as far as that counts
   */
  void beginRound(long now, int roundSize, int counted) {
    if (roundSize == size && counted == silences) {
      until = now + length;
      length *= 2;
    }
    size = roundSize;
    silences = counted;
  }

  /** When the pause ends, in ns; a time long past when there is no pause. */
  long until() {
    return until;
  }
}
