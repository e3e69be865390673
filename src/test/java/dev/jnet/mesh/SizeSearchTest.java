package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SizeSearchTest {
  private static final int SMALLEST = 44;

  /** Searches a path on which a share of the packets is lost. */
  private static SizeSearch search(int mtu, int truth, double loss, Random random) {
    SizeSearch search = new SizeSearch(SMALLEST, mtu);
    for (List<Integer> sizes = search.next(); !sizes.isEmpty(); sizes = search.next()) {
      List<Integer> sent = new ArrayList<>(sizes);
      sent.addAll(sizes);
      List<Integer> arrived =
          sent.stream().filter(size -> size <= truth && random.nextDouble() >= loss).toList();
      search.learn(sent, arrived);
    }
    return search;
  }

  @Test
  void findsEverySize() {
    Random random = new Random(1);
    for (int truth = SMALLEST; truth <= 1500; truth++) {
      assertEquals(OptionalInt.of(truth), search(1500, truth, 0, random).largestArrived());
    }
  }

  @Test
  void sizeAboveWasLostEightTimesBeforeItIsBelieved() {
    SizeSearch search = search(9000, 1400, 0, new Random(1));
    assertEquals(OptionalInt.of(1401), search.smallestLost());
    assertTrue(search.triesInVain() >= SizeSearch.TRIES);
  }

  @Test
  void randomLossMisleadsItInFewOfThousandSearches() {
    Random random = new Random(1);
    int wrong = 0;
    for (int i = 0; i < 1000; i++) {
      int truth = 1000 + random.nextInt(501);
      wrong += search(1500, truth, 0.05, random).largestArrived().getAsInt() == truth ? 0 : 1;
    }
    assertEquals(0, wrong);
  }

  @Test
  void nothingArrived() {
    SizeSearch search = search(1500, 0, 0, new Random(1));
    assertEquals(OptionalInt.empty(), search.largestArrived());
  }

  @Test
  void allSizesArrive() {
    SizeSearch search = search(1500, 1500, 0, new Random(1));
    assertEquals(OptionalInt.empty(), search.smallestLost());
  }
}
