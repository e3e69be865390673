package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.ping.PingQuestion.Schedule;
import org.junit.jupiter.api.Test;

/** When probes leave, in ns that are few. */
class PingTimerTest {
  private static final long PATIENCE = 1_000;
  private static final long INTERVAL = 100;

  private final Statistics statistics = new Statistics(0);

  private PingTimer timer(long count, boolean eager, long deadline) {
    Schedule schedule = new Schedule(count, INTERVAL, eager, deadline, PATIENCE, 0);
    return new PingTimer(
        Pings.question(Pings.THERE, schedule), statistics, new UnsentProbes(schedule, 4));
  }

  /** A timer of which three probes could not leave. */
  private static PingTimer afterThree(Schedule schedule) {
    UnsentProbes unsent = new UnsentProbes(schedule, 4);
    unsent.pass(3 * INTERVAL, Pings.HERE);
    return new PingTimer(Pings.question(Pings.THERE, schedule), new Statistics(3), unsent);
  }

  private static boolean isDue(PingTimer timer, long now) {
    timer.advance(now);
    return timer.isDue(now);
  }

  private void answer(PingTimer timer, long number, long roundTrip) {
    statistics.received(roundTrip);
    timer.settled(number);
  }

  @Test
  void firstProbeIsDueAtOnceAndTheNextAfterAnInterval() {
    PingTimer timer = timer(0, false, 0);
    assertEquals(Long.MIN_VALUE, timer.wakeAt());
    assertTrue(isDue(timer, 5));
    assertEquals(1, timer.send(5));
    assertFalse(isDue(timer, 104));
    assertEquals(105, timer.wakeAt());
    assertTrue(isDue(timer, 105));
  }

  @Test
  void endsWhenAllProbesAreSettled() {
    PingTimer timer = timer(2, false, 0);
    isDue(timer, 0);
    timer.send(0);
    answer(timer, 1, 10);
    assertFalse(timer.isDone());
    timer.send(100);
    statistics.failed();
    timer.settled(2);
    assertTrue(timer.isDone());
  }

  @Test
  void waitsForTheFirstAnswerAsLongAsPatienceAllows() {
    PingTimer timer = timer(1, false, 0);
    isDue(timer, 0);
    timer.send(0);
    assertEquals(PATIENCE, timer.wakeAt());
    timer.advance(PATIENCE - 1);
    assertFalse(timer.isDone());
    timer.advance(PATIENCE);
    assertTrue(timer.isDone());
  }

  @Test
  void waitsTwoRoundTripsOrAnIntervalForTheLastAnswer() {
    PingTimer timer = timer(2, false, 0);
    isDue(timer, 0);
    timer.send(0);
    answer(timer, 1, 10);
    timer.send(100);
    assertEquals(100 + INTERVAL, timer.wakeAt());
    statistics.received(300);
    assertEquals(100 + 600, timer.wakeAt());
  }

  @Test
  void deadlineEndsThePingAndMakesTheCountOneOfAnswers() {
    PingTimer timer = timer(1, false, 250);
    isDue(timer, 0);
    timer.send(0);
    assertTrue(isDue(timer, 100), "the first has not answered: another is sent");
    timer.send(100);
    timer.advance(249);
    assertFalse(timer.isDone());
    timer.advance(250);
    assertTrue(timer.isDone());
  }

  @Test
  void errorIsAnAnswerOnlyWithoutADeadline() {
    PingTimer counted = timer(1, false, 0);
    isDue(counted, 0);
    counted.send(0);
    statistics.failed();
    counted.settled(1);
    assertTrue(counted.isDone());
    PingTimer limited = timer(1, false, 250);
    isDue(limited, 0);
    limited.send(0);
    statistics.failed();
    limited.settled(1);
    assertFalse(limited.isDone());
    limited.advance(100);
    limited.send(100);
    answer(limited, 2, 10);
    assertTrue(limited.isDone());
  }

  @Test
  void timeInWhichProbesCouldNotLeaveIsPartOfTheDeadline() {
    PingTimer timer = afterThree(new Schedule(1, INTERVAL, false, 5 * INTERVAL, PATIENCE, 0));
    isDue(timer, 1_000);
    timer.send(1_000);
    assertEquals(1_000 + INTERVAL, timer.wakeAt());
    timer.advance(1_000 + 2 * INTERVAL - 1);
    assertFalse(timer.isDone());
    timer.advance(1_000 + 2 * INTERVAL);
    assertTrue(timer.isDone());
  }

  @Test
  void eagerPingSendsAtTheAnswerOrAfterAnInterval() {
    PingTimer timer = timer(0, true, 0);
    assertTrue(isDue(timer, 0));
    timer.send(0);
    assertFalse(isDue(timer, 20));
    answer(timer, 1, 20);
    assertTrue(isDue(timer, 20));
    timer.send(20);
    assertEquals(120, timer.wakeAt());
    assertTrue(isDue(timer, 120));
  }

  @Test
  void catchesUpAfterASmallDelayButNotAfterALongOne() {
    PingTimer timer = timer(0, false, 0);
    isDue(timer, 0);
    timer.send(0);
    timer.send(150);
    assertEquals(200, timer.wakeAt(), "in even time nevertheless");
    timer.send(1_000_000_000);
    assertEquals(1_000_000_100, timer.wakeAt());
  }

  @Test
  void probesThatCouldNotLeaveCountAsSentAndTakeTheirInterval() {
    PingTimer timer = afterThree(new Schedule(5, INTERVAL, false, 0, PATIENCE, 0));
    assertEquals(3, timer.sent());
    assertEquals(2 * INTERVAL, timer.elapsed());
    isDue(timer, 0);
    assertEquals(4, timer.send(0));
    assertEquals(5, timer.send(100));
    assertEquals(3 * INTERVAL + 100, timer.elapsed());
  }

  @Test
  void countsProbesUnderWay() {
    PingTimer timer = timer(0, false, 0);
    isDue(timer, 0);
    timer.send(0);
    timer.send(100);
    timer.send(200);
    answer(timer, 2, 10);
    answer(timer, 3, 10);
    assertEquals(2, timer.pipe());
    answer(timer, 1, 10);
    assertEquals(3, timer.pipe());
    assertEquals(3, timer.lastAnswered());
  }
}
