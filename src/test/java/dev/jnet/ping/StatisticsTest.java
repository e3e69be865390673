package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingResult.RoundTrips;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private final Statistics statistics = new Statistics(2);

  @Test
  void noAnswerHasNoRoundTrips() {
    assertEquals(Optional.empty(), statistics.roundTrips());
    assertEquals(0, statistics.longest());
    assertEquals(0, statistics.received());
  }

  @Test
  void oneAnswerHasNoJitterAndNoDeviation() {
    statistics.received(500);
    RoundTrips times = statistics.roundTrips().orElseThrow();
    assertEquals(new RoundTrips(500, 500, 500, 0, 500, 500, 500, 0, 500, List.of()), times);
  }

  @Test
  void numbersAreThoseOfPing() {
    for (long time : new long[] {100, 300, 200}) {
      statistics.received(time);
    }
    RoundTrips times = statistics.roundTrips().orElseThrow();
    assertEquals(100, times.least());
    assertEquals(200, times.average());
    assertEquals(300, times.most());
    assertEquals(82, times.deviation(), "the square root of 20000 / 3");
    assertEquals(150, times.jitter(), "200 and 100");
    assertEquals(134, times.smoothed(), "100, then 125, then 134.4");
    assertEquals(300, statistics.longest());
  }

  @Test
  void countsRoundTripsOfZero() {
    statistics.received(0);
    statistics.received(0);
    assertEquals(0, statistics.roundTrips().orElseThrow().most());
    assertEquals(2, statistics.received());
  }

  @Test
  void errorsBeginWithTheProbesThatCouldNotLeave() {
    statistics.failed();
    assertEquals(3, statistics.errors());
    assertEquals(3, statistics.incidents().errors());
  }

  @Test
  void countsEachMarkAsItsIncident() {
    statistics.marked(EnumSet.allOf(Mark.class));
    statistics.marked(Set.of(Mark.DUPLICATE));
    statistics.marked(Set.of());
    assertEquals(new PingResult.Incidents(2, 1, 2, 1, 1, 1, 1), statistics.incidents());
  }

  @Test
  void reportsAChangedTtlWithTheOneBefore() {
    int[] ttls = {60, 60, 57, 0, 60};
    int[] before = {-1, -1, 60, 57, 0};
    for (int i = 0; i < ttls.length; i++) {
      assertEquals(before[i], statistics.hopLimit(ttls[i]));
    }
    assertEquals(List.of(60, 57, 0), statistics.hopLimits(), "each once");
  }

  @Test
  void noMoreThan16TtlsAreKept() {
    IntStream.range(0, 256).forEach(statistics::hopLimit);
    assertEquals(IntStream.range(0, 16).boxed().toList(), statistics.hopLimits());
  }
}
