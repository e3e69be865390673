package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BurstTest {
  private final Burst burst = new Burst();
  private final Evidence evidence = new Evidence();

  @Test
  void smallestAndLargestSizesLeaveFirst() {
    assertFalse(burst.isHeld());
    assertEquals(List.of(68, 1500), burst.takeHead(1500));
    assertTrue(burst.isHeld());
  }

  @Test
  void restHasOneByteMoreBeforeEachCommonSize() {
    burst.takeHead(1500);
    List<Integer> rest = burst.takeRest(evidence);
    assertEquals(List.of(1493, 1492, 1481, 1480), rest.subList(0, 4));
    assertEquals(List.of(1281, 1280, 1006, 576), rest.subList(rest.size() - 4, rest.size()));
    assertFalse(burst.isHeld());
    assertEquals(List.of(), burst.takeRest(evidence), "it follows only once");
  }

  @Test
  void restLeavesOutSizesThatWereTriedBecauseOfAClaim() {
    burst.takeHead(1500);
    evidence.add(new Trial(1492, 0));
    List<Integer> rest = burst.takeRest(evidence);
    assertFalse(rest.contains(1492));
    assertTrue(rest.contains(1493));
  }

  @Test
  void smallestLimitIsASingleProbe() {
    assertEquals(List.of(68), burst.takeHead(68));
    assertFalse(burst.isHeld());
  }

  @Test
  void limitOneAboveACommonSizeIsNotSentTwice() {
    assertEquals(List.of(68, 1493), burst.takeHead(1493));
    assertEquals(List.of(1492, 1481), burst.takeRest(evidence).subList(0, 2));
  }

  @Test
  void plateauIsTheLargestBelowTheSizeThatDidNotPass() {
    assertEquals(1492, CommonSizes.plateauBelow(1500));
    assertEquals(1006, CommonSizes.plateauBelow(1492));
    assertEquals(68, CommonSizes.plateauBelow(69));
    assertEquals(68, CommonSizes.plateauBelow(68), "there is no smaller probe");
  }
}
