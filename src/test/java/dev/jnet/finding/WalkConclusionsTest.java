package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import dev.jnet.report.walk.WalkSamples;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a walk, layer by layer; above all, why a transfer stalled. */
class WalkConclusionsTest {
  private static final Optional<Leg.Retrial> NOT_TRIED = Optional.empty();

  private static List<String> codes(Walk walk) {
    return WalkConclusions.of(walk).stream().map(Finding::code).toList();
  }

  /** The legs of another walk, with another end. */
  private static Walk ended(Walk walk, Outcome outcome, String detail) {
    return new Walk(
        walk.asked(),
        walk.legs(),
        new Walk.Verdict(outcome, detail),
        false,
        ProgramTraffic.SAME,
        new Tally(0, 0, 0));
  }

  private static Walk oneLeg(Walk walk, Leg leg) {
    return new Walk(
        walk.asked(), List.of(leg), walk.verdict(), false, ProgramTraffic.SAME, walk.tally());
  }

  private static Leg leg(Walk walk) {
    return walk.last().orElseThrow();
  }

  @Test
  void nothingFollowsFromAWalkThatDidNotBegin() {
    Walk walk = WalkSamples.arrived();
    Walk none =
        new Walk(walk.asked(), List.of(), walk.verdict(), false, ProgramTraffic.SAME, walk.tally());
    assertEquals(List.of(), WalkConclusions.of(none));
  }

  @Test
  void layersFollowEachOtherFromTheNameToTheApplication() {
    assertEquals(
        List.of("name-found", "port-open", "application-answered"), codes(WalkSamples.arrived()));
    assertEquals(
        List.of("name-found", "port-open", "http-error", "application-answered"),
        codes(WalkSamples.refused()));
    assertEquals(
        List.of("name-found", "port-open", "tls-failed"), codes(WalkSamples.expiredCertificate()));
  }

  @Test
  void onlyTheLastUrlCountsAndALiteralAddressIsNoName() {
    assertEquals(List.of("port-open", "application-answered"), codes(WalkSamples.redirected()));
  }

  @Test
  void nameWithoutAnswerIsAllThatIsKnown() {
    assertEquals(List.of("name-unknown"), codes(WalkSamples.noSuchName()));
    assertEquals(List.of("name-unanswered"), codes(WalkSamples.resolverSilent()));
    assertEquals(
        List.of("name-without-address"),
        codes(ended(WalkSamples.noSuchName(), Outcome.NO_ADDRESS, "")));
    Walk refused = ended(WalkSamples.noSuchName(), Outcome.RESOLVER_FAILED, "(REFUSED)");
    NameUnanswered unanswered =
        assertInstanceOf(NameUnanswered.class, WalkConclusions.of(refused).get(0));
    assertTrue(unanswered.words().endsWith("(REFUSED)"), unanswered::words);
  }

  @Test
  void silentNextHopIsAFinding() {
    Walk walk = ended(WalkSamples.arrived(), Outcome.NO_NEXT_HOP, "");
    assertTrue(codes(walk).contains("next-hop-silent"), () -> codes(walk).toString());
  }

  @Test
  void resetClosesThePortAndSilenceOrAnErrorFiltersIt() {
    assertEquals(List.of("name-found", "port-closed"), codes(WalkSamples.portClosed()));
    PortFiltered refused =
        assertInstanceOf(PortFiltered.class, WalkConclusions.of(WalkSamples.filtered()).get(1));
    assertEquals(Optional.of(Addresses.literal("10.0.0.1")), refused.by());
    assertEquals("communication administratively prohibited", refused.reason());

    Walk closed = WalkSamples.portClosed();
    Walk silent = oneLeg(closed, WalkSamples.withCourse(leg(closed), Course.FILTERED));
    PortFiltered dropped = assertInstanceOf(PortFiltered.class, WalkConclusions.of(silent).get(1));
    assertEquals(Optional.empty(), dropped.by());
    Observation silence = dropped.grounds().evidence().get(0);
    assertEquals(Came.NOTHING, silence.came());
    assertEquals(1, silence.times(), "what was received was not sent");
  }

  private static Optional<LargeSegmentsLost> lost(Stall stall, Optional<Leg.Retrial> again) {
    return WalkConclusions.ofStall(leg(WalkSamples.stalled(stall, again)));
  }

  private static Optional<Leg.Retrial> retrial(boolean complete) {
    return Optional.of(new Leg.Retrial(536, Course.CLOSED, 5000, complete));
  }

  @Test
  void walkThatDidNotStallLostNothing() {
    assertEquals(Optional.empty(), WalkConclusions.ofStall(leg(WalkSamples.arrived())));
  }

  /** 52 bytes of headers, with timestamps. */
  @Test
  void gapBeforeSmallSegmentsMeansThatTheirLargeOnesAreLost() {
    LargeSegmentsLost lost = lost(new Stall(0, 78, 0, 1448, 500, 1448), NOT_TRIED).orElseThrow();
    assertTrue(!lost.there());
    assertEquals(552, lost.passed());
    assertEquals(1500, lost.lost());
    assertEquals(Degree.INFERRED, lost.grounds().certainty().degree());
    assertEquals(Optional.of(Basis.SILENCE_BESIDE_ANSWERS), lost.grounds().certainty().from());
  }

  @Test
  void secondRequestWithSmallSegmentsShowsItBetter() {
    LargeSegmentsLost lost = lost(new Stall(0, 78, 0, 0, 500, 1448), retrial(true)).orElseThrow();
    assertEquals(Optional.of(Basis.SMALLER_SEGMENTS), lost.grounds().certainty().from());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 500", // nothing is missing: the server may just be slow
    "1448, 1448" // segments of the largest size came
  })
  void stallWithoutAMissingLargeSegmentShowsNothing(long missing, int largest) {
    Stall stall = new Stall(0, 78, 0, missing, largest, 1448);
    assertEquals(Optional.empty(), lost(stall, NOT_TRIED));
    assertEquals(Optional.empty(), lost(stall, retrial(false)));
  }

  @Test
  void acknowledgedSmallSegmentsMeanThatOurLargeOnesAreLost() {
    LargeSegmentsLost lost = lost(new Stall(1448, 100, 1448, 0, 0, 1448), NOT_TRIED).orElseThrow();
    assertTrue(lost.there());
    assertEquals(152, lost.passed());
    assertEquals(1500, lost.lost());
    assertEquals(Degree.INFERRED, lost.grounds().certainty().degree());
  }

  @Test
  void withoutAnAcknowledgmentItIsAGuessBecauseTheHostMayBeGone() {
    LargeSegmentsLost lost = lost(new Stall(1448, 0, 1448, 0, 0, 1448), NOT_TRIED).orElseThrow();
    assertEquals(Degree.GUESSED, lost.grounds().certainty().degree());
  }

  @ParameterizedTest
  @CsvSource({
    "524, 0", // 576 bytes: every host takes them
    "1448, 1448" // as large a segment was acknowledged
  })
  void lossOfSegmentsThatAreNotLargerShowsNothing(int largest, int acknowledged) {
    Stall stall = new Stall(largest, acknowledged, largest, 0, 0, 1448);
    assertEquals(Optional.empty(), lost(stall, NOT_TRIED));
  }

  @Test
  void lostSegmentsComeAfterTheStallThatTheyExplain() {
    assertEquals(
        List.of("name-found", "port-open", "transfer-stalled", "large-segments-lost"),
        codes(WalkSamples.stalledProven()));
  }
}
