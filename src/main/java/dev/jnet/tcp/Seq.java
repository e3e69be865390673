package dev.jnet.tcp;

/**
 * Arithmetic of sequence numbers modulo 2^32. A number is less than another when the other is at
 * most 2^31 − 1 after it (RFC 9293 section 3.4). All numbers are 0 to 2^32 − 1.
 */
public final class Seq {
  private static final long MASK = 0xffff_ffffL;

  private Seq() {}

  /** The number that is {@code count} after another. A negative count goes back. */
  public static long plus(long seq, long count) {
    return (seq + count) & MASK;
  }

  /** How far {@code to} is ahead of {@code from}: −2^31 to 2^31 − 1, negative when it is behind. */
  public static int distance(long from, long to) {
    return (int) (to - from);
  }

  /** Whether {@code a} comes before {@code b}. */
  public static boolean less(long a, long b) {
    return distance(a, b) > 0;
  }

  /** Whether {@code a} comes before {@code b}, or is the same. */
  public static boolean lessOrEqual(long a, long b) {
    return distance(a, b) >= 0;
  }

  /** The later of two numbers. */
  public static long max(long a, long b) {
    return less(a, b) ? b : a;
  }
}
