package dev.jnet.mtu;

/**
 * The pauses of a search to which not even controls come back: somebody limits the rate of answers,
 * and more questions would only use it up. Times are in ns.
 */
final class Rest {
  /** The first pause; then it doubles. */
  private static final long FIRST = 100_000_000L;

  private int upper;
  private int silences;
  private long length = FIRST;
  private long until = Long.MIN_VALUE;

  /** A round about a size begins that counts as silent so often: no more often than before? */
  void round(long now, int size, int counted) {
    if (size == upper && counted == silences) {
      until = now + length;
      length *= 2;
    }
    upper = size;
    silences = counted;
  }

  /** When the pause is over; long ago where there was none. */
  long until() {
    return until;
  }
}
