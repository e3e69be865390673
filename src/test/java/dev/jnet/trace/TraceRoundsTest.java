package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.trace.HopAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which TTLs each round of a trace asks about. */
class TraceRoundsTest {
  private static final Via UDP = Via.udp(TraceQuestion.CLOSED_PORT);

  private List<FlowPath> paths;
  private ProbeQueue queue;

  private TraceRounds rounds(Via via, int most, int queries, int flows, boolean sparing) {
    TraceQuestion question = ByHand.question(via, most, queries);
    paths = new ArrayList<>();
    for (int flow = 0; flow < flows; flow++) {
      paths.add(new FlowPath(question));
    }
    queue = new ProbeQueue(new TraceProbes(question), paths);
    return new TraceRounds(question, paths, queue, sparing);
  }

  /** The probes that are due, as {@code FLOW:TTL}. */
  private List<String> due() {
    List<String> due = new ArrayList<>();
    for (Optional<Probe> probe = queue.poll(1); probe.isPresent(); probe = queue.poll(1)) {
      int flow = queue.find(probe.get()).orElseThrow().flow();
      due.add(flow + ":" + probe.get().packet().hopLimit());
    }
    return due;
  }

  private void targetAnswers(int flow, int ttl) {
    FlowPath path = paths.get(flow);
    path.answered(
        path.sent(ttl, 0), ByHand.answer(ByHand.TARGET, Kind.TARGET), OptionalInt.empty());
  }

  private void routerAnswers(int flow, int ttl) {
    FlowPath path = paths.get(flow);
    path.answered(
        path.sent(ttl, 0), ByHand.answer(ByHand.ROUTER, Kind.ROUTER), OptionalInt.empty());
  }

  @Test
  void echoesAskAboutEveryHopAsOftenAsWantedAtOnce() {
    TraceRounds rounds = rounds(Via.ICMP, 3, 2, 1, false);
    assertFalse(rounds.endIsFoundFirst());
    rounds.first();
    assertEquals(List.of("0:1", "0:1", "0:2", "0:2", "0:3", "0:3"), due());
    assertEquals(3, rounds.farthest());
  }

  @Test
  void udpAndTcpAskEachHopOnceUntilTheEndIsFound() {
    TraceRounds rounds = rounds(UDP, 3, 2, 1, false);
    assertTrue(rounds.endIsFoundFirst());
    rounds.first();
    assertEquals(List.of("0:1", "0:2", "0:3"), due());
  }

  @Test
  void asksAboutEightHopsFirstAndSendsOneProbeAsFarAsItGoes() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 3, 1, false);
    rounds.first();
    List<String> due = due();
    assertEquals(3 * 8 + 1, due.size());
    assertEquals("0:8", due.get(23));
    assertEquals("0:30", due.get(24));
    assertEquals(8, rounds.farthest());
  }

  @Test
  void goesThreeTimesAsFarAsTheFarthestRouterThatAnswered() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 1, 1, false);
    rounds.first();
    due();
    rounds.farther(false);
    assertEquals(List.of(), due(), "nobody has answered");
    routerAnswers(0, 3);
    rounds.farther(false);
    assertEquals(List.of("0:9", "0:10", "0:11", "0:12"), due());
  }

  @Test
  void goesAsFarAsTheHopLimitOfTheAnswerSays() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 1, 1, false);
    rounds.first();
    due();
    targetAnswers(0, 30);
    int distance = paths.get(0).distance();
    assertEquals(ByHand.answer(ByHand.TARGET, Kind.TARGET).routersBack() + 1, distance);
    rounds.farther(false);
    assertEquals(Math.max(8, distance), rounds.farthest());
  }

  @Test
  void sparingTraceGoesInStepsOfEightAsLongAsAllAnswer() {
    TraceRounds rounds = rounds(Via.ICMP, 20, 1, 1, true);
    rounds.first();
    assertEquals(9, due().size());
    for (int ttl = 1; ttl <= 7; ttl++) {
      routerAnswers(0, ttl);
    }
    rounds.farther(false);
    assertEquals(List.of(), due(), "hop 8 may be the end");
    routerAnswers(0, 8);
    rounds.farther(false);
    assertEquals(16, rounds.farthest());
    assertEquals("0:9", due().get(0));
  }

  @Test
  void asksAboutAllRemainingTtlsAfterASilence() {
    TraceRounds rounds = rounds(Via.ICMP, 20, 1, 1, true);
    rounds.first();
    due();
    rounds.farther(true);
    assertEquals(11, due().size(), "9 to 19; 20 was asked");
    rounds.farther(true);
    assertEquals(List.of(), due(), "there is no larger TTL");
  }

  @Test
  void furtherQueriesEndAtTheTarget() {
    TraceRounds rounds = rounds(UDP, 30, 3, 1, false);
    targetAnswers(0, 2);
    rounds.allFlows(false);
    assertEquals(List.of("0:1", "0:2", "0:1", "0:2"), due());
  }

  @Test
  void openPortGetsOnlyOneMoreQuery() {
    TraceRounds rounds = rounds(UDP, 30, 3, 1, false);
    targetAnswers(0, 2);
    rounds.allFlows(true);
    assertEquals(List.of("0:1", "0:2", "0:1"), due());
  }

  @Test
  void furtherQueriesEndAtTheLastAnswerWhenTheTargetIsSilent() {
    TraceRounds rounds = rounds(UDP, 30, 2, 1, false);
    routerAnswers(0, 3);
    rounds.allFlows(false);
    assertEquals(List.of("0:1", "0:2", "0:3"), due());
  }

  @Test
  void otherFlowsMayTakeADetourOfTwoHops() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 1, 2, false);
    targetAnswers(0, 2);
    rounds.allFlows(false);
    assertEquals(List.of("1:1", "1:2", "1:3", "1:4"), due());
    rounds.longerFlows();
    assertEquals("1:5", due().get(0), "it has not ended, so that it is longer still");
  }

  @Test
  void flowThatHasEndedIsNotFollowedFarther() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 1, 2, false);
    targetAnswers(0, 2);
    targetAnswers(1, 3);
    rounds.longerFlows();
    assertEquals(List.of(), due());
  }

  @Test
  void silentHopsOnTheWayToTheTargetAreAskedAgain() {
    TraceRounds rounds = rounds(Via.ICMP, 30, 2, 1, false);
    routerAnswers(0, 1);
    targetAnswers(0, 4);
    rounds.silentHops(false);
    assertEquals(List.of("0:2", "0:2", "0:3", "0:3"), due());
  }
}
