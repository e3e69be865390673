package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Counts;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Via;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search has seen, and when answers or silence cannot be trusted. */
class MtuEvidenceTest {
  private final SearchSample sample = new SearchSample(4);

  private MtuEvidence evidence() {
    return sample.evidence();
  }

  private Degree degree() {
    return evidence().exact().certainty().degree();
  }

  @ParameterizedTest
  @CsvSource({"icmp, ECHO_REQUEST", "tcp:443, SEGMENT", "udp:33434, DATAGRAM"})
  void evidenceIsOfTheKindOfProbesThatWereSent(String via, Sent sent) {
    sample.via = Via.parse(via);
    assertEquals(sent, evidence().passed().sent());
    assertEquals(sent, evidence().beyond().sent());
  }

  @Test
  void reportIsFromItsRouterAndSilenceFromNobody() {
    assertEquals(Came.TOO_BIG, evidence().beyond().came());
    assertEquals(Optional.of(sample.router), evidence().beyond().from());
    sample.counts = new Counts(3, 3, 9, 0);
    assertEquals(Came.NOTHING, evidence().beyond().came());
    assertEquals(9, evidence().beyond().times());
    assertEquals(1401, evidence().beyond().bytes());
  }

  @Test
  void reportedBoundaryIsSeenAndABlackHoleIsInferred() {
    assertEquals(Degree.SEEN, degree());
    sample.withBlackHole();
    assertEquals(Degree.INFERRED, degree());
  }

  /** Replies that are lost on their way back look the same. */
  @Test
  void blackHoleIsAGuessWhileItMayBeOnTheReturnPath() {
    sample.withBlackHole().wayBack = new WayBack(false, 0, 0, false, 60, ReplyOrigin.UNKNOWN);
    assertEquals(Degree.GUESSED, degree());
  }

  @Test
  void everythingIsAGuessWhereAnotherMachineMayHaveAnswered() {
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.UNKNOWN);
    assertTrue(evidence().isSuspect());
    assertEquals(Degree.GUESSED, degree());
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.BEYOND);
    assertFalse(evidence().isSuspect(), "its round trips are longer than the router's");
    sample.wayBack = new WayBack(false, 0, 0, true, 63, ReplyOrigin.UNKNOWN);
    assertFalse(evidence().isSuspect(), "a router was passed");
  }

  @Test
  void neighborAnswersForItself() {
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.UNKNOWN);
    assertFalse(new MtuEvidence(sample.result(), sample.onLink()).isSuspect());
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, icmp, 0, CONFIRMED, true", // DF could not be tested, and something suggested to
    "UNKNOWN, tcp:443, 0, CONFIRMED, false", // segments show in what they were received
    "UNKNOWN, tcp:443, 576, CONFIRMED, true",
    "UNTESTED, icmp, 576, BRACKETED, true",
    "UNTESTED, icmp, 0, BRACKETED, false",
    "UNTESTED, icmp, 576, CONFIRMED, false",
    "KEPT, icmp, 576, BRACKETED, false"
  })
  void piecesAreSuspectedWhereRepliesWereAndDfIsUnknown(
      DontFragment df, String via, int fragment, Confidence confidence, boolean suspected) {
    sample.dontFragment = df;
    sample.via = Via.parse(via);
    sample.wayBack = new WayBack(false, fragment, 0);
    sample.confidence = confidence;
    assertEquals(suspected, evidence().mayBeFragmented());
  }

  /** No router splits an IPv6 packet. */
  @Test
  void piecesOfIpv6RepliesTellNothingAboutTheWayThere() {
    SearchSample six = new SearchSample(6);
    six.wayBack = new WayBack(false, 1280, 0);
    six.confidence = Confidence.BRACKETED;
    assertFalse(six.evidence().mayBeFragmented());
  }

  @Test
  void searchIsCutShortByTheUsersLimitAlone() {
    sample.withWidePath();
    assertFalse(evidence().isCutShort(), "nothing larger can leave");
    sample.lower = 1300;
    sample.limit = 1300;
    assertTrue(evidence().isCutShort());
    sample.lower = 1200;
    assertFalse(evidence().isCutShort(), "the path carries less than the limit");
  }

  @Test
  void pathIsLossyWhenWhatPassesIsNotAlwaysAnswered() {
    assertFalse(evidence().isLossy());
    sample.counts = new Counts(3, 2, 9, 0);
    assertTrue(evidence().isLossy());
  }

  @ParameterizedTest
  @CsvSource({"1500, 0, true", "1500, 1400, false", "1400, 0, false"})
  void reportsMayBeRationedWhereARouterNamedNoUsableSize(int size, int claim, boolean may) {
    sample.withBlackHole().reports = List.of(new Report(2, sample.router, claim, size));
    assertEquals(may, evidence().mayReportsBeRationed());
  }
}
