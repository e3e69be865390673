package dev.jnet.mtu;

import java.util.ArrayList;
import java.util.List;

/** Which sizes to try between one that passes and one that does not, where no router tells. */
final class Gap {
  private static final int ALL_AT_ONCE = 6;
  private static final int MAX_IN_A_ROUND = 32;

  private boolean narrowed;

  /**
   * The sizes of the next round, the largest first: spread over the gap, as many as leave few
   * enough between two of them to try all of those the next time.
   *
   * @param lower the largest size that passes, in octets
   * @param upper the smallest that does not; there is a size between both
   */
  List<Integer> sizes(int lower, int upper) {
    int gap = upper - lower - 1;
    int count =
        gap <= (narrowed ? MAX_IN_A_ROUND : ALL_AT_ONCE)
            ? gap
            : Math.min(MAX_IN_A_ROUND, (int) Math.ceil(Math.sqrt(gap + 1)) - 1);
    narrowed = true;
    List<Integer> sizes = new ArrayList<>();
    for (int i = count; i >= 1; i--) {
      sizes.add(lower + (int) ((long) i * (gap + 1) / (count + 1)));
    }
    return sizes;
  }
}
