package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.unit.Nanos;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingGoalTest {
  private static final long LATE = Nanos.SECOND;

  private static Schedule schedule(long count, long deadline) {
    return new Schedule(count, Nanos.SECOND, false, deadline, 10 * Nanos.SECOND, LATE);
  }

  private static PingResult received(long received) {
    return new PingResult(
        5,
        received,
        0,
        new PingResult.Incidents(0, 0, 0, 0, 0, 0, 0),
        Optional.empty(),
        1,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void oneAnswerIsEnoughWithoutADeadline() {
    assertTrue(PingGoal.isReached(schedule(5, 0), received(1)));
    assertFalse(PingGoal.isReached(schedule(5, 0), received(0)));
  }

  @Test
  void allAnswersMustComeBeforeADeadline() {
    assertFalse(PingGoal.isReached(schedule(5, LATE), received(4)));
    assertTrue(PingGoal.isReached(schedule(5, LATE), received(5)));
    assertTrue(PingGoal.isReached(schedule(0, LATE), received(1)), "no number was wanted");
    assertFalse(PingGoal.isReached(schedule(0, LATE), received(0)));
  }

  @Test
  void boundedScheduleHasAnEndAndNoLongWait() {
    Schedule one = PingGoal.bounded(schedule(0, 0));
    assertEquals(1, one.count());
    assertEquals(LATE, one.patience());
    assertEquals(3, PingGoal.bounded(schedule(3, 0)).count());
    assertEquals(0, PingGoal.bounded(schedule(0, LATE)).count(), "the deadline ends it");
  }
}
