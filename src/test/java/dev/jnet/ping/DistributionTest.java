package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void percentilesAreThoseOfTheSortedTimes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int count : new int[] {1, 2, 3, 20, 100, 5000}) {
      Distribution distribution = new Distribution();
      long[] times = new long[count];
      for (int i = 0; i < count; i++) {
        times[i] = random.nextLong(1L << random.nextInt(1, 36));
        distribution.add(times[i]);
      }
      Arrays.sort(times);
      for (int percent : new int[] {1, 50, 95, 99, 100}) {
        long exact = times[(int) Math.ceil(count * percent / 100.0) - 1];
        long given = distribution.percentile(percent);
        assertTrue(
            Math.abs(exact - given) <= exact / 16_384.0,
            "p" + percent + " of " + count + ": " + exact + ", not " + given);
      }
    }
  }

  @Test
  void barsHoldAllTimesFromTheLeastToTheMost() {
    SplittableRandom random = new SplittableRandom(8);
    for (long spread : new long[] {1_000, 1_000_000_000L}) {
      Distribution distribution = new Distribution();
      for (int i = 0; i < 1000; i++) {
        distribution.add(40_000 + random.nextLong(spread));
      }
      List<PingResult.Bar> bars = distribution.bars(8);
      assertEquals(8, bars.size());
      long sum = 0;
      long end = bars.get(0).above();
      for (PingResult.Bar bar : bars) {
        assertEquals(end, bar.above());
        assertTrue(bar.upTo() > bar.above());
        end = bar.upTo();
        sum += bar.count();
      }
      assertEquals(1000, sum);
    }
  }

  @Test
  void equalTimesHaveNoBars() {
    Distribution distribution = new Distribution();
    distribution.add(5);
    distribution.add(5);
    assertEquals(List.of(), distribution.bars(8));
    assertEquals(5, distribution.percentile(50));
  }
}
