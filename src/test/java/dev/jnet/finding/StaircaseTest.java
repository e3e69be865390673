package dev.jnet.finding;

import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The MTU that is known up to each hop, from the reports of routers and from what arrived. */
class StaircaseTest {
  private static final int LIMIT = 1500;

  /** A result with a bottleneck behind a hop; 0 for none. */
  private static MtuResult result(
      MtuResult.Status status, int lower, boolean known, int bottleneck, Report... reports) {
    return new MtuResult(
        status,
        lower,
        known ? lower + 1 : LIMIT,
        known ? Confidence.CONFIRMED : Confidence.BRACKETED,
        new MtuResult.Counts(1, 1, 1, 1),
        false,
        bottleneck == 0
            ? Optional.empty()
            : Optional.of(new Bottleneck(bottleneck, Optional.empty(), false)),
        List.of(reports),
        List.of(),
        new MtuResult.WayBack(false, 0, 0),
        MtuResult.DontFragment.UNTESTED,
        Optional.empty(),
        ms(12),
        1,
        4);
  }

  private static Report report(int hop, int claim, int size) {
    return new Report(hop, ip("10.0.0." + hop), claim, size);
  }

  /** The steps up to the hops 1 to 4, of which the last one is the target; "?" for uncertain. */
  private static String steps(MtuResult result) {
    return steps(result, 4);
  }

  private static String steps(MtuResult result, int end) {
    Staircase staircase = new Staircase(result, LIMIT, end);
    return IntStream.rangeClosed(1, 4)
        .mapToObj(staircase::at)
        .map(step -> step.mtu() + (step.confirmed() ? "" : "?"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void pathWithoutANarrowLinkIsLevel() {
    assertEquals("1500 1500 1500 1500", steps(result(MtuResult.Status.OK, 1500, true, 0)));
  }

  @Test
  void reportCountsForTheHopsBehindItsRouter() {
    assertEquals(
        "1500 1500 1400 1400",
        steps(result(MtuResult.Status.OK, 1400, true, 2, report(2, 1400, 1500))));
  }

  @Test
  void eachReportIsAStepDown() {
    Report[] reports = {report(1, 1480, 1500), report(2, 1400, 1480), report(3, 1300, 1400)};
    assertEquals("1500 1480 1400 1300", steps(result(MtuResult.Status.OK, 1300, true, 3, reports)));
  }

  @Test
  void claimThatNoPacketHasPassedIsUncertain() {
    assertEquals(
        "1500 1400? 1400? 1400?",
        steps(result(MtuResult.Status.NO_REPLY, 0, false, 1, report(1, 1400, 1500))));
  }

  @Test
  void reportOfALaterRouterConfirmsTheClaimOfAnEarlierOne() {
    Report[] reports = {report(1, 1400, 1500), report(2, 1300, 1400)};
    assertEquals(
        "1500 1400 1300? 1300?", steps(result(MtuResult.Status.NO_REPLY, 0, false, 2, reports)));
  }

  @Test
  void claimBelowWhatArrivedIsALieAndDoesNotCount() {
    assertEquals(
        "1500 1500 1500 1500",
        steps(result(MtuResult.Status.OK, 1500, true, 0, report(1, 1000, 1500))));
  }

  @Test
  void blackHoleShowsAsAStepBehindTheHopInFrontOfIt() {
    assertEquals("1500 1500 1400 1400", steps(result(MtuResult.Status.OK, 1400, true, 2)));
  }

  @Test
  void narrowPlaceThatCouldNotBeLocatedIsKnownForTheTargetOnly() {
    MtuResult result = result(MtuResult.Status.OK, 1400, true, 0, report(0, 1400, 1500));
    assertEquals("1500? 1500? 1500? 1400", steps(result));
    assertEquals("1500? 1500? 1500? 1500?", steps(result, 0), "no target either");
  }
}
