package dev.jnet.neighbor;

import dev.jnet.unit.Nanos;

/**
 * How often to ask, and how long to wait for answers. Times are in ns.
 *
 * @param count questions to ask whether or not they are answered, {@code interval} apart; 0 asks
 *     until somebody answers, at most three times
 * @param interval between two questions of a count
 * @param silence how long to wait for an answer to the last question
 * @param linger how long to wait for further answers after one came: two stations may have one
 *     address
 */
public record Patience(int count, long interval, long silence, long linger) {
  /**
   * Neighbours answer within a millisecond and on a busy wireless link within a hundred, so the
   * second question follows soon; the third waits for who sleeps.
   */
  private static final long[] QUICK = {0, 200 * Nanos.MILLISECOND, 1000 * Nanos.MILLISECOND};

  /** For whoever wants to send a frame: the first answer will do. */
  public static final Patience FIRST_ANSWER = new Patience(0, 0, Nanos.SECOND, 0);

  /** For whoever wants to know who answers: all of them, as far as they answer in a moment. */
  public static final Patience ALL_ANSWERS =
      new Patience(0, 0, Nanos.SECOND, 100 * Nanos.MILLISECOND);

  /** Checks the ranges: nothing negative. */
  public Patience {
    if (count < 0 || interval < 0 || silence < 0 || linger < 0) {
      throw new IllegalArgumentException("patience of less than nothing");
    }
  }

  boolean untilAnswered() {
    return count == 0;
  }

  int questions() {
    return untilAnswered() ? QUICK.length : count;
  }

  /** When to ask for the {@code n}-th time, from 0, in ns since the first. */
  long askAt(int n) {
    return untilAnswered() ? QUICK[n] : n * interval;
  }
}
