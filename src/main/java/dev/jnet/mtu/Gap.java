package dev.jnet.mtu;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which sizes to try between one that passes and one that does not, when no router reports an MTU.
 */
final class Gap {
  /** The most sizes that the first round tries all at once. */
  static final int MAX_IN_FIRST_ROUND = 6;

  /** The most sizes in one round. */
  static final int MAX_IN_A_ROUND = 32;

  private boolean begun;

  /**
   * Takes the sizes of the next round, the largest first. They are spread evenly over the gap. In a
   * gap of up to 1088 sizes they are close enough that the next round can try all sizes between two
   * neighbors.
   *
   * @param lower the largest size that passes, in bytes
   * @param upper the smallest size that does not pass; at least one size lies between the two
   */
  List<Integer> takeRound(int lower, int upper) {
    int gap = upper - lower - 1;
    boolean all = gap <= (begun ? MAX_IN_A_ROUND : MAX_IN_FIRST_ROUND);
    int count = all ? gap : Math.min(MAX_IN_A_ROUND, (int) Math.ceil(Math.sqrt(gap + 1)) - 1);
    begun = true;
    return IntStream.iterate(count, i -> i >= 1, i -> i - 1)
        .mapToObj(i -> lower + (int) ((long) i * (gap + 1) / (count + 1)))
        .toList();
  }
}
