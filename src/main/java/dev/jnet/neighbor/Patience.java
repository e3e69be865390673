package dev.jnet.neighbor;

import dev.jnet.unit.Nanos;

/**
 * How often to ask for a neighbor, and how long to wait for answers. Times are in ns.
 *
 * @param count how many questions to ask whether or not they are answered, {@code interval} apart;
 *     0 asks until a station answers, at most three times
 * @param interval the time between two questions of a count
 * @param silence how long to wait for an answer to the last question
 * @param linger how long to wait for further answers after one came: two stations may have one
 *     address
 */
public record Patience(int count, long interval, long silence, long linger) {
  /**
   * When each question leaves, in ns from the first. Most neighbors answer within 1 ms, and on a
   * busy wireless link within 100 ms, so the second question follows soon. The third one leaves
   * time for a station that sleeps.
   */
  private static final long[] QUICK = {0, 200 * Nanos.MILLISECOND, 1000 * Nanos.MILLISECOND};

  /** Stops at the first answer: enough for sending a frame. */
  public static final Patience FIRST_ANSWER = new Patience(0, 0, Nanos.SECOND, 0);

  /** Collects the answers that follow the first one within 100 ms. */
  public static final Patience ALL_ANSWERS =
      new Patience(0, 0, Nanos.SECOND, 100 * Nanos.MILLISECOND);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a component is negative
   */
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
