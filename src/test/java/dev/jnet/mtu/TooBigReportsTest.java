package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Ignored.Why;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.probe.Probe;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims come from the wire: any number, from anybody, as often as they like. */
class TooBigReportsTest {
  private final HandMadeReplies four = new HandMadeReplies(4);
  private final HandMadeReplies six = new HandMadeReplies(6);
  private final TooBigReports reports = new TooBigReports(four.question.leastClaim());

  private boolean take(Trial trial, InetAddress router, long claim, int quotedTtl) {
    Probe probe = new ProbeFactory(four.question).echo(trial.size(), Carrier.TO_TARGET);
    return reports.take(trial, four.tooBig(probe, router, claim, quotedTtl));
  }

  private boolean take(long claim) {
    return take(new Trial(1500, 0), four.router(2), claim, 63);
  }

  @ParameterizedTest
  @CsvSource({"1499, true", "1500, false", "65535, false", "68, true", "67, false", "1, false"})
  void claimMustBeBelowTheProbeAndNotBelowWhatEveryLinkCarries(long claim, boolean possible) {
    assertEquals(possible, take(claim));
    assertEquals(possible ? 0 : 1, reports.ignored(0).size());
    assertEquals(possible ? 1 : 0, reports.reports().size());
  }

  @Test
  void claimOfZeroIsAnOldRoutersInIpv4AndImpossibleInIpv6() {
    assertTrue(take(0));
    assertEquals(0, reports.smallestClaim());
    TooBigReports ofSix = new TooBigReports(six.question.leastClaim());
    Probe probe = new ProbeFactory(six.question).echo(1500, Carrier.TO_TARGET);
    for (long claim : new long[] {0, 1279, 0xffff_ffffL}) {
      assertFalse(
          ofSix.take(new Trial(1500, 0), six.tooBig(probe, six.router(1), claim, 64)), claim + "");
    }
    assertTrue(ofSix.take(new Trial(1500, 0), six.tooBig(probe, six.router(1), 1280, 64)));
    assertEquals(
        List.of(Why.BELOW_THE_MINIMUM, Why.BELOW_THE_MINIMUM, Why.NOT_BELOW_THE_PROBE),
        ofSix.ignored(0).stream().map(Ignored::why).toList());
    assertEquals(0xffff_ffffL, ofSix.ignored(0).get(2).claim());
  }

  @ParameterizedTest
  @CsvSource({"64, 1", "63, 2", "1, 64", "0, 0", "65, 0", "255, 0"})
  void quotedTtlTellsHowFarAwayTheRouterIsWhereItMakesSense(int quotedTtl, int hop) {
    Trial trial = new Trial(1500, 0);
    take(trial, four.router(2), 1400, quotedTtl);
    assertEquals(hop, trial.report().orElseThrow().hop());
    assertEquals(hop, reports.hop(four.router(2)));
    assertEquals(hop == 0 ? List.of(four.router(2)) : List.of(), reports.unlocated());
  }

  @Test
  void lastClaimOfARouterStandsBesideItsLargestDroppedProbe() {
    take(new Trial(1500, 0), four.router(2), 1300, 63);
    take(new Trial(1450, 0), four.router(2), 1400, 63);
    assertEquals(List.of(new Report(2, four.router(2), 1400, 1500)), reports.reports());
    assertEquals(1400, reports.smallestClaim());
  }

  /** A router may send the other flow over another link, about which it reports then. */
  @Test
  void whatARouterSaysOfAnotherFlowDoesNotReplaceWhatItSaysOfThisOne() {
    Trial other = new Trial(1500, 0);
    Probe probe = new ProbeFactory(four.question).echo(1500, Carrier.TO_TARGET);
    take(new Trial(1450, 0), four.router(2), 1400, 63);
    assertTrue(reports.takeOfOtherFlow(other, four.tooBig(probe, four.router(2), 1300, 63)));
    assertEquals(List.of(new Report(2, four.router(2), 1400, 1450)), reports.reports());
    assertEquals(List.of(), reports.ignored(1400));
    assertTrue(reports.takeOfOtherFlow(other, four.tooBig(probe, four.router(3), 1300, 62)));
    assertEquals(List.of(), reports.ignored(1400));
    take(new Trial(1450, 0), four.router(3), 1300, 62);
    assertEquals(1, reports.ignored(1400).size());
  }

  @Test
  void nearestRouterComesFirst() {
    take(new Trial(1500, 0), four.router(3), 1300, 62);
    take(new Trial(1500, 0), four.router(1), 1400, 64);
    assertEquals(List.of(1, 3), reports.reports().stream().map(Report::hop).toList());
    assertEquals(1300, reports.smallestClaim());
  }

  @Test
  void locatedRouterIsNoLongerLookedFor() {
    take(new Trial(1500, 0), four.router(3), 1300, 0);
    reports.locate(four.router(3), 3);
    assertEquals(3, reports.hop(four.router(3)));
    assertEquals(List.of(), reports.unlocated());
    assertEquals(0, reports.hop(four.router(9)), "never heard of");
  }

  @Test
  void claimBelowWhatArrivedIsRefuted() {
    take(1400);
    assertEquals(List.of(), reports.ignored(1400));
    assertEquals(
        List.of(new Ignored(four.router(2), 1400, 1500, Why.REFUTED)), reports.ignored(1401));
  }

  /** Another flow may take another of several equal paths, where the claim is true. */
  @Test
  void claimAboutAnotherFlowIsRefutedByThatFlowAlone() {
    Probe probe = new ProbeFactory(four.question).echo(1500, Carrier.TO_TARGET);
    assertTrue(
        reports.takeOfOtherFlow(new Trial(1500, 0), four.tooBig(probe, four.router(2), 1400, 63)));
    assertEquals(List.of(), reports.ignored(1500));
    take(1400);
    assertEquals(1, reports.ignored(1500).size());
  }

  @Test
  void sameImpossibleClaimIsNotedOnce() {
    take(1);
    take(1);
    take(2);
    assertEquals(2, reports.ignored(0).size());
  }

  @Test
  void reportsOfForgersAreBounded() {
    for (int i = 0; i < 1000; i++) {
      InetAddress forged = Addresses.literal("10.0." + i / 256 + "." + i % 256);
      take(new Trial(1500, 0), forged, 1400, 63);
      take(new Trial(1500, 0), forged, 1, 63);
    }
    assertEquals(TooBigReports.MAX_REPORTS, reports.reports().size());
    assertEquals(TooBigReports.MAX_REPORTS, reports.ignored(0).size());
  }

  @Test
  void trialKeepsTheReportWithTheLargestClaim() {
    Trial trial = new Trial(1500, 0);
    take(trial, four.router(1), 1300, 64);
    take(trial, four.router(2), 1400, 63);
    take(trial, four.router(3), 1350, 62);
    assertEquals(Optional.of(new Trial.TooBig(four.router(2), 2, 1400)), trial.report());
  }
}
