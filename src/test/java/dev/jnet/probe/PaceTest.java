package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How evenly probes leave when something stops the process now and then. */
class PaceTest {
  private static final long BEGINNING = 5 * Nanos.SECOND;

  /** When probes leave until {@code end}, where the process stands still now and then. */
  private static List<Long> run(Pace pace, long end, long mostStill, long seed) {
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    long now = BEGINNING;
    long awakeUntil = now;
    while (true) {
      now = Math.max(now, pace.readyAt());
      if (now >= awakeUntil && mostStill > 0) {
        now += random.nextLong(mostStill);
        awakeUntil = now + random.nextLong(2 * Nanos.SECOND);
      }
      if (now >= end) {
        return times;
      }
      pace.spent(now);
      times.add(now);
    }
  }

  private static int mostWithin(List<Long> times, long span) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < times.size(); to++) {
      while (times.get(to) - times.get(from) >= span) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, 1000, 3333, 20_000})
  void keepsASteadyPaceAlthoughTheProcessIsHeldUp(double rate) {
    List<Long> times =
        run(Pace.steady(rate, BEGINNING), BEGINNING + 60 * Nanos.SECOND, 60 * Nanos.MILLISECOND, 1);
    assertEquals(60 * rate, times.size(), 60 * rate * 0.02);
    assertTrue(mostWithin(times, 2 * Nanos.SECOND) <= 2 * rate * 1.02 + 1);
    for (int i = 0; i < times.size(); i++) {
      assertTrue(i <= rate * (times.get(i) - BEGINNING) / Nanos.SECOND + 1, "never ahead");
    }
  }

  @Test
  void makesUpForArrearsLittleByLittle() {
    Pace pace = Pace.steady(1000, BEGINNING);
    List<Long> times = run(pace, BEGINNING + Nanos.SECOND, 0, 1);
    assertEquals(1000, times.size());
    long now = BEGINNING + 2 * Nanos.SECOND; // a second in which nothing could leave
    int count = 0;
    for (; now < BEGINNING + 102 * Nanos.SECOND; now = Math.max(now, pace.readyAt())) {
      pace.spent(now);
      count++;
    }
    assertEquals(100_000 + 500 + 25, count, 20, "half a per cent more, and a burst");
    for (; now < BEGINNING + 302 * Nanos.SECOND; now = Math.max(now, pace.readyAt())) {
      pace.spent(now);
      count++;
    }
    assertEquals(301_000, count, 20, "and no more than that on the long run");
  }

  @Test
  void burstIsNoLargerThanAskedFor() {
    Pace pace = Pace.of(1000, 20);
    pace.spent(BEGINNING);
    int count = 0;
    for (; pace.readyAt() <= BEGINNING + Nanos.SECOND; count++) {
      pace.spent(BEGINNING + Nanos.SECOND);
    }
    assertEquals(20, count);
  }

  @Test
  void groupsLeaveAtOnceAndThenNoneUntilTheirTimeIsOver() {
    List<Long> times = run(Pace.inGroups(4000, 16), BEGINNING + Nanos.SECOND, 0, 1);
    assertEquals(4000, times.size());
    for (int i = 0; i < times.size(); i++) {
      assertEquals(BEGINNING + i / 16 * 4L * Nanos.MILLISECOND, times.get(i));
    }
    List<Long> heldUp =
        run(Pace.inGroups(4000, 16), BEGINNING + 9 * Nanos.SECOND, Nanos.SECOND / 10, 1);
    assertTrue(mostWithin(heldUp, 4 * Nanos.MILLISECOND) <= 16, "what was missed stays away");
  }

  @Test
  void unlimitedPaceNeverWaits() {
    Pace pace = Pace.unlimited();
    for (int i = 0; i < 10; i++) {
      assertTrue(pace.readyAt() <= BEGINNING);
      pace.spent(BEGINNING);
    }
  }
}
