package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.KeptResult;
import dev.jnet.mesh.LatestResults;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.InProcessBus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a controller keeps in memory of results, however many the broker keeps. */
class LatestResultsTest {
  private static PairResult result(String from, String to) {
    return PairResult.refused(new Direction(from, to), 4, "busy");
  }

  @Test
  void latestAreKeptInTheOrderOfTheirTimes() {
    LatestResults results = new LatestResults(3);
    for (long at : new long[] {5, 1, 4, 2, 3}) {
      results.add(new KeptResult(at, result("a", "b")));
    }
    assertEquals(List.of(3L, 4L, 5L), results.byTime().stream().map(KeptResult::at).toList());
    assertEquals(2, results.leftOut());
  }

  @Test
  void lastResultsAreThoseOfMembersAlone() throws IOException {
    long now = System.currentTimeMillis() * Nanos.MILLISECOND;
    InProcessBus bus = new InProcessBus(() -> now, Duration.ofDays(1));
    LastResults last = new LastResults(bus);
    for (int i = 0; i < 1000; i++) {
      bus.append(Subjects.result("x" + i), Messages.bytes(result("x" + i, "berlin")));
    }
    bus.append(Subjects.result("berlin"), Messages.bytes(result("berlin", "rome")));
    bus.append(Subjects.result("rome"), Messages.bytes(result("rome", "x1")));
    assertEquals(1, last.of(Set.of("berlin", "rome")).size());
    assertEquals(3, last.of(Set.of("berlin", "rome", "x1")).size(), "a member that came later");
    assertEquals(1, last.of(Set.of("berlin", "rome")).size());
  }
}
