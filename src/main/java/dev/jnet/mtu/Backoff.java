package dev.jnet.mtu;

import dev.jnet.unit.Nanos;

/**
 * The pauses of a search to which not even controls come back: somebody limits the rate of answers,
 * and more questions would only use it up. Each pause is twice as long as the one before it. Times
 * are ns on the link's clock.
 */
final class Backoff {
  private static final long FIRST = 100 * Nanos.MILLISECOND;

  private int size;
  private int silences;
  private long length = FIRST;
  private long until = Long.MIN_VALUE;

  /**
   * Another round about a size begins. When the last one was about the same size and brought
   * nothing, a pause follows it.
   *
   * @param counted how many silences of this size count so far
   */
  void beginRound(long now, int roundSize, int counted) {
    if (roundSize == size && counted == silences) {
      until = now + length;
      length *= 2;
    }
    size = roundSize;
    silences = counted;
  }

  /** When the pause is over; long ago where there was none. */
  long until() {
    return until;
  }
}
