package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {
  @Test
  void triesAllSizesOfASmallGapFromTheLargest() {
    assertEquals(List.of(1401), new Gap().takeRound(1400, 1402));
    assertEquals(List.of(1406, 1405, 1404, 1403, 1402, 1401), new Gap().takeRound(1400, 1407));
  }

  @Test
  void largerGapIsSpreadInTheFirstRoundAndTriedAsAWholeInTheNext() {
    Gap gap = new Gap();
    assertEquals(List.of(1405, 1402), gap.takeRound(1400, 1408));
    assertEquals(7, gap.takeRound(1400, 1408).size());
    assertEquals(32, gap.takeRound(1400, 1433).size());
    assertEquals(5, gap.takeRound(1400, 1434).size());
  }

  @Test
  void twoRoundsCloseAnyGapOfAThousandSizes() {
    for (int size = 1; size <= 1000; size++) {
      Gap gap = new Gap();
      int lower = 500;
      int upper = lower + size + 1;
      List<Integer> sizes = gap.takeRound(lower, upper);
      int widest = upper - sizes.get(0);
      for (int i = 1; i < sizes.size(); i++) {
        widest = Math.max(widest, sizes.get(i - 1) - sizes.get(i));
      }
      widest = Math.max(widest, sizes.get(sizes.size() - 1) - lower);
      assertTrue(widest - 1 <= Gap.MAX_IN_A_ROUND, size + ": " + sizes);
    }
  }

  @Test
  void roundHasNoMoreThan32SizesAllInsideTheGap() {
    List<Integer> sizes = new Gap().takeRound(68, 65_576);
    assertEquals(32, sizes.size());
    assertTrue(sizes.get(31) > 68 && sizes.get(0) < 65_576, sizes::toString);
    assertEquals(sizes.stream().distinct().count(), sizes.size());
  }
}
