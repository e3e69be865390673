package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.WayBack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropConclusionsTest {
  private static List<Finding> place(SearchSample sample) {
    return new DropConclusions(sample.evidence()).place();
  }

  private static Degree degree(Finding finding) {
    return finding.grounds().certainty().degree();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void namesTheRouterThatReports(int version) {
    SearchSample sample = new SearchSample(version);
    List<Finding> findings = place(sample);
    assertEquals(1, findings.size());
    TooBigReported reported = (TooBigReported) findings.get(0);
    assertEquals(1400, reported.bytes());
    assertEquals(2, reported.hop());
    assertEquals(Optional.of(sample.router), reported.router());
    assertEquals(1400, reported.claim());
    assertEquals(Degree.SEEN, degree(reported));
  }

  @Test
  void claimBelowWhatArrivesMakesTheDropAGuess() {
    SearchSample sample = new SearchSample(4);
    sample.reports = List.of(new Report(2, sample.router, 576, 1401));
    TooBigReported reported = (TooBigReported) place(sample).get(0);
    assertEquals(576, reported.claim());
    assertEquals(Degree.GUESSED, degree(reported));
  }

  @Test
  void routerThatNamesNoMtuIsBelieved() {
    SearchSample sample = new SearchSample(4);
    sample.reports = List.of(new Report(2, sample.router, 0, 1401));
    assertEquals(Degree.SEEN, degree(place(sample).get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silenceAboutTheNextSizeShowsThatReportsAreRationed(int version) {
    SearchSample sample = new SearchSample(version);
    sample.counts = new Counts(3, 3, 9, 0);
    sample.reports = List.of(new Report(2, sample.router, 1400, 1500));
    List<Finding> findings = place(sample);
    assertEquals(
        1500, findings.get(0).grounds().evidence().get(0).bytes(), "the packet it reported");
    ReportsRationed rationed = (ReportsRationed) findings.get(1);
    assertEquals(sample.router, rationed.router());
    assertEquals(Degree.INFERRED, degree(rationed));
  }

  @Test
  void unconfirmedClaimBelowWhatArrivedNamesNoRouter() {
    SearchSample sample = new SearchSample(4);
    sample.confidence = Confidence.BRACKETED;
    sample.reports = List.of(new Report(2, sample.router, 1000, 1450));
    assertEquals(List.of(), place(sample));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silenceBesideAnswersIsABlackHole(int version) {
    SearchSample sample = new SearchSample(version).withBlackHole();
    BlackHole hole = (BlackHole) place(sample).get(0);
    assertEquals(1400, hole.bytes());
    assertEquals(2, hole.place().orElseThrow().hop());
    assertEquals(Optional.of(sample.router), hole.place().orElseThrow().address());
    assertEquals(Degree.INFERRED, degree(hole));
  }

  @Test
  void blackHoleIsAGuessWhenTheReturnPathIsNotRuledOut() {
    SearchSample sample = new SearchSample(4).withBlackHole();
    sample.wayBack = new WayBack(false, 0, 0);
    assertEquals(Degree.GUESSED, degree(place(sample).get(0)));
  }

  @Test
  void blackHoleIsAGuessWhenPacketsAreLost() {
    SearchSample sample = new SearchSample(4).withBlackHole();
    sample.counts = new Counts(9, 8, 9, 0);
    assertEquals(Degree.GUESSED, degree(place(sample).get(0)));
  }

  @Test
  void blackHoleIsAGuessWhenARouterReportedALargerPacketWithoutAUsefulNumber() {
    SearchSample sample = new SearchSample(4).withBlackHole();
    sample.reports = List.of(new Report(2, sample.router, 0, 1500));
    assertEquals(Degree.GUESSED, degree(place(sample).get(0)));
    sample.reports = List.of(new Report(2, sample.router, 1450, 1500));
    assertEquals(Degree.INFERRED, degree(place(sample).get(0)), "it names another limit");
  }

  @ParameterizedTest
  @EnumSource(names = {"CLEARED", "UNKNOWN"})
  void blackHoleIsAGuessWhenPacketsMayArriveInFragments(DontFragment dontFragment) {
    SearchSample sample = new SearchSample(4).withBlackHole();
    sample.dontFragment = dontFragment;
    assertEquals(Degree.GUESSED, degree(place(sample).get(0)));
  }

  @Test
  void widePathDropsNothing() {
    assertEquals(List.of(), place(new SearchSample(4).withWidePath()));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportFromThisMachinesOwnAddressIsTold(int version) {
    SearchSample sample = new SearchSample(version);
    assertEquals(List.of(), new DropConclusions(sample.evidence()).fromOwnAddress());
    sample.reports = List.of(new Report(2, sample.source, 1400, 1500));
    ReportFromOwnAddress own =
        (ReportFromOwnAddress) new DropConclusions(sample.evidence()).fromOwnAddress().get(0);
    assertEquals(sample.source, own.address());
    assertEquals(2, own.hop());
  }

  @ParameterizedTest
  @EnumSource
  void claimThatWasNotBelievedIsToldWithItsReason(Ignored.Why why) {
    SearchSample sample = new SearchSample(6);
    sample.ignored = List.of(new Ignored(sample.router, 4_000_000_000L, 1400, why));
    List<Finding> findings = new DropConclusions(sample.evidence()).refuted();
    ClaimRefuted refuted = assertInstanceOf(ClaimRefuted.class, findings.get(0));
    assertEquals(4_000_000_000L, refuted.claim());
    assertEquals(1400, refuted.size());
    String expected = why == Ignored.Why.REFUTED ? "LARGER_ARRIVED" : why.name();
    assertEquals(expected, refuted.reason().name());
  }
}
