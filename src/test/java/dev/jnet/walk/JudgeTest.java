package dev.jnet.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.report.walk.WalkSamples;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.conversation.ConversationResult.Course;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  static List<Walk> walksWithAConnection() {
    return List.of(
        WalkSamples.arrived(),
        WalkSamples.refused(),
        WalkSamples.secure(),
        WalkSamples.expiredCertificate(),
        WalkSamples.stalled(),
        WalkSamples.portClosed(),
        WalkSamples.filtered(),
        WalkSamples.mail(),
        WalkSamples.shell());
  }

  private static Leg leg(Walk walk) {
    return walk.legs().get(0);
  }

  private static Verdict judge(Walk walk, Course course) {
    return Judge.of(WalkSamples.withCourse(leg(walk), course));
  }

  @ParameterizedTest
  @MethodSource("walksWithAConnection")
  void verdictOfALegIsThatOfItsWalk(Walk walk) {
    assertEquals(walk.verdict(), Judge.of(leg(walk)));
  }

  @Test
  void redirectIsNotTheEndButItsSecondLegIs() {
    List<Leg> legs = WalkSamples.redirected().legs();
    assertEquals(new Verdict(Outcome.REDIRECTED, ""), Judge.of(legs.get(0)));
    assertEquals(new Verdict(Outcome.ARRIVED, ""), Judge.of(legs.get(1)));
  }

  @Test
  void nameWithAnAddressHasNoVerdict() {
    assertEquals(Optional.empty(), Judge.of(leg(WalkSamples.arrived()).naming()));
  }

  @Test
  void distinguishesAnUnknownNameFromASilentServer() {
    assertEquals(
        Optional.of(new Verdict(Outcome.NO_SUCH_NAME, "")),
        Judge.of(leg(WalkSamples.noSuchName()).naming()));
    assertEquals(
        Optional.of(new Verdict(Outcome.RESOLVER_SILENT, "")),
        Judge.of(leg(WalkSamples.resolverSilent()).naming()));
  }

  @ParameterizedTest
  @CsvSource({"PORT_CLOSED, PORT_CLOSED", "FILTERED, FILTERED"})
  void connectionThatWasNotMadeCountsBeforeAnythingElse(Course course, Outcome outcome) {
    assertEquals(outcome, judge(WalkSamples.secure(), course).outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "RESET, RESET",
    "STALLED, STALLED",
    "HALF_CLOSED, STALLED",
    "ENDLESS, ENDLESS",
    "NEVER_STOPPED, ENDLESS",
    "OUT_OF_TIME, OUT_OF_TIME",
    "STOPPED, STOPPED"
  })
  void answerThatIsNotCompleteLeavesTheVerdictToTheConnection(Course course, Outcome outcome) {
    assertEquals(outcome, judge(WalkSamples.stalled(), course).outcome());
  }

  @ParameterizedTest
  @CsvSource({"RESET, ARRIVED", "HALF_CLOSED, ARRIVED", "CLOSED, ARRIVED", "STOPPED, STOPPED"})
  void completePageHasArrivedHoweverTheConnectionEnded(Course course, Outcome outcome) {
    assertEquals(outcome, judge(WalkSamples.arrived(), course).outcome());
  }

  @ParameterizedTest
  @CsvSource({"STALLED, STALLED", "ENDLESS, ENDLESS", "RESET, TLS_FAILED", "CLOSED, TLS_FAILED"})
  void faultOfTlsDoesNotHideThatTheTransferNeverEnded(Course course, Outcome outcome) {
    assertEquals(outcome, judge(WalkSamples.expiredCertificate(), course).outcome());
  }
}
