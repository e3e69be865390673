package dev.jnet.trace;

import static dev.jnet.trace.ByHand.ROUTER;
import static dev.jnet.trace.ByHand.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Via;
import dev.jnet.trace.HopAnswer.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FlowPathTest {
  private static final Via UDP = Via.udp(TraceQuestion.CLOSED_PORT);

  private final FlowPath path = new FlowPath(ByHand.question(Via.ICMP, 5, 3));

  private static void router(FlowPath path, HopProbe probe) {
    path.answered(probe, ByHand.answer(ROUTER, Kind.ROUTER), OptionalInt.of(probe.ttl));
  }

  private static void target(FlowPath path, HopProbe probe) {
    path.answered(probe, ByHand.answer(TARGET, Kind.TARGET), OptionalInt.empty());
  }

  private static void refusal(FlowPath path, HopProbe probe, int hop) {
    path.answered(probe, ByHand.answer(ROUTER, Kind.REFUSAL), OptionalInt.of(hop));
  }

  @Test
  void hasNoEndBeforeTheTargetAnswers() {
    router(path, path.sent(1, 0));
    assertFalse(path.ended());
    assertEquals(5, path.last());
    assertEquals(Optional.empty(), path.ending());
  }

  @Test
  void endsAtTheSmallestTtlThatTheTargetAnswered() {
    target(path, path.sent(5, 0));
    target(path, path.sent(3, 0));
    target(path, path.sent(4, 0));
    assertEquals(3, path.end());
    assertEquals(Optional.of(Kind.TARGET), path.ending());
  }

  @Test
  void endsWhereARefusalSaysThatItCameFrom() {
    refusal(path, path.sent(4, 0), 2);
    assertEquals(2, path.end());
    assertEquals(Optional.of(Kind.REFUSAL), path.ending());
    assertEquals(List.of(ROUTER), path.hops().get(1).addresses(), "shown where it came from");
  }

  @Test
  void doesNotBelieveARefusalThatARouterFartherAwayContradicts() {
    router(path, path.sent(3, 0));
    refusal(path, path.sent(4, 0), 2);
    assertEquals(4, path.end());
  }

  @Test
  void ignoresAHopBeyondTheTtlOfTheProbe() {
    for (int hop : new int[] {Integer.MIN_VALUE, -254, 0, 5, Integer.MAX_VALUE}) {
      FlowPath one = new FlowPath(ByHand.question(Via.ICMP, 5, 3));
      refusal(one, one.sent(4, 0), hop);
      assertEquals(4, one.end(), "hop " + hop);
    }
  }

  @Test
  void keepsTheFirstAnswerToAProbe() {
    HopProbe probe = path.sent(2, 0);
    router(path, probe);
    target(path, probe);
    assertFalse(path.ended());
    assertEquals(Kind.ROUTER, probe.answer.kind());
  }

  @Test
  void isCompleteWhenEverythingUpToTheEndHasAnswered() {
    HopProbe first = path.sent(1, 0);
    HopProbe second = path.sent(2, 0);
    path.sent(3, 0); // behind the end: its silence does not matter
    target(path, second);
    assertFalse(path.complete());
    router(path, first);
    assertTrue(path.complete());
  }

  @Test
  void isNotCompleteWithoutAnEndUntilTheLargestTtlWasAsked() {
    router(path, path.sent(1, 0));
    assertFalse(path.complete());
    router(path, path.sent(5, 0));
    assertTrue(path.complete());
  }

  @Test
  void isAnsweredOnlyWhereEveryTtlHasAnAnswer() {
    router(path, path.sent(1, 0));
    router(path, path.sent(3, 0));
    assertFalse(path.isAnswered(1, 3));
    router(path, path.sent(2, 0));
    assertTrue(path.isAnswered(1, 3));
    assertTrue(path.isAnswered(4, 3), "no TTL at all");
  }

  @Test
  void isLossyWhereAHopAnsweredSomeProbesAndNotOthers() {
    router(path, path.sent(1, 0));
    router(path, path.sent(1, 0));
    path.sent(2, 0);
    assertFalse(path.lossy(), "a hop that never answers is silent, not lossy");
    path.sent(1, 0);
    assertTrue(path.lossy());
  }

  @Test
  void isNotLossyWhere30ProbesToTheTargetAllAnswered() {
    router(path, path.sent(1, 0));
    path.sent(1, 0);
    for (int i = 0; i < 29; i++) {
      target(path, path.sent(2, 0));
    }
    assertTrue(path.lossy());
    target(path, path.sent(2, 0));
    assertFalse(path.lossy());
  }

  @Test
  void isLossyWhereTheTargetAnsweredSomeEchoesAndNotOthers() {
    target(path, path.sent(2, 0));
    path.sent(4, 0);
    assertTrue(path.lossy());
  }

  @Test
  void isNotLossyWhereATargetLimitsItsAnswersToDatagramsBehindTheEnd() {
    FlowPath datagrams = new FlowPath(ByHand.question(UDP, 5, 3));
    target(datagrams, datagrams.sent(2, 0));
    datagrams.sent(4, 0);
    assertFalse(datagrams.lossy());
  }

  @Test
  void hopsEndAtTheTargetOrTheLastAnswer() {
    router(path, path.sent(1, 0));
    path.sent(2, 0);
    router(path, path.sent(3, 0));
    path.sent(4, 0);
    assertEquals(3, path.hops().size());
    assertEquals(3, path.lastAnswered());
    target(path, path.sent(5, 0));
    assertEquals(5, path.hops().size());
  }

  @Test
  void missingAnswersAreTheHopsOwnWhereLaterHopsMissFewer() {
    router(path, path.sent(1, 0));
    path.sent(1, 0);
    router(path, path.sent(2, 0));
    path.sent(2, 0);
    path.sent(2, 0);
    path.sent(3, 0);
    target(path, path.sent(4, 0));
    path.sent(4, 0);
    assertEquals(
        List.of(Hop.Loss.PERSISTS, Hop.Loss.OWN, Hop.Loss.OWN, Hop.Loss.PERSISTS),
        path.hops().stream().map(Hop::loss).toList());
  }

  @Test
  void noAnswerAtAllGivesNoHops() {
    path.sent(1, 0);
    assertEquals(List.of(), path.hops());
    assertEquals(0, path.lastAnswered());
  }
}
