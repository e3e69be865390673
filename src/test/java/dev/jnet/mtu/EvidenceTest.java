package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.Trial.Fate;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows from trials, rule by rule. */
class EvidenceTest {
  private static final InetAddress ROUTER = Addresses.literal("192.0.2.1");
  private static final InetAddress OTHER = Addresses.literal("192.0.2.2");
  private static final int BEYOND = 1501;

  private final Evidence evidence = new Evidence();
  private long now;

  /** A trial that leaves a millisecond after the last one. */
  private Trial sent(int size) {
    now += Nanos.MILLISECOND;
    Trial trial = new Trial(size, now);
    evidence.add(trial);
    return trial;
  }

  private Trial passed(int size) {
    Trial trial = sent(size);
    evidence.passed(trial);
    return trial;
  }

  private Trial silent(int size) {
    Trial trial = sent(size);
    trial.fallSilent();
    return trial;
  }

  private Trial reported(int size, int claim) {
    return report(sent(size), ROUTER, claim);
  }

  private Trial report(Trial trial, InetAddress router, int claim) {
    trial.report(new Trial.TooBig(router, 1, claim));
    evidence.reported(trial);
    return trial;
  }

  @Test
  void lowerIsTheLargestSizeThatPassed() {
    assertEquals(0, evidence.lower());
    passed(576);
    passed(1400);
    passed(1280);
    assertEquals(1400, evidence.lower());
    assertEquals(3, evidence.count());
  }

  @Test
  void trialFallsSilentWhenItsTimeIsUpAndNotBefore() {
    Trial trial = sent(1500);
    evidence.expire(trial.sentAt() + 99, 100);
    assertEquals(Fate.PENDING, trial.fate());
    evidence.expire(trial.sentAt() + 100, 100);
    assertEquals(Fate.SILENT, trial.fate());
  }

  @Test
  void answerAfterSilenceStillCounts() {
    Trial late = silent(1500);
    evidence.passed(late);
    assertEquals(1500, evidence.lower());
    assertEquals(0, evidence.losses().lost());
  }

  @Test
  void reportAfterSilenceStillCounts() {
    assertTrue(report(silent(1500), ROUTER, 1400).is(Fate.TOO_BIG));
  }

  @Test
  void reportBelowALargerPacketThatArrivedIsNotBelieved() {
    passed(1450);
    assertFalse(reported(1500, 1449).is(Fate.TOO_BIG));
    assertTrue(reported(1500, 1450).is(Fate.TOO_BIG));
    assertTrue(reported(1500, 0).is(Fate.TOO_BIG), "an old router claims nothing");
  }

  @Test
  void largerPacketThatArrivesRefutesAnEarlierReport() {
    Trial trial = reported(1500, 1400);
    passed(1401);
    assertEquals(Fate.PENDING, trial.fate());
  }

  @Test
  void routerThatReportedAProbeThatArrivedIsNotBelievedAgain() {
    Trial first = reported(1500, 1400);
    Trial same = reported(1492, 1400);
    Trial others = report(sent(1480), OTHER, 1400);
    evidence.passed(first);
    assertEquals(Fate.PASSED, first.fate());
    assertEquals(Fate.PENDING, same.fate());
    assertEquals(Fate.PENDING, others.fate(), "1400 is less than the 1500 that arrived");
    assertFalse(reported(2000, 1500).is(Fate.TOO_BIG), "a liar's claim");
    assertTrue(report(sent(2000), OTHER, 1500).is(Fate.TOO_BIG));
  }

  @Test
  void reportOfAProbeThatPassedMakesItsRouterUntrusted() {
    Trial trial = passed(1500);
    report(trial, ROUTER, 1400);
    assertEquals(Fate.PASSED, trial.fate());
    assertFalse(reported(2000, 1900).is(Fate.TOO_BIG));
  }

  @Test
  void ofTwoReportsAboutOneProbeTheLargerClaimCounts() {
    Trial trial = reported(1500, 1300);
    report(trial, OTHER, 1400);
    report(trial, ROUTER, 1200);
    assertEquals(Optional.of(new Trial.TooBig(OTHER, 1, 1400)), evidence.reportOf(1500));
  }

  @Test
  void believedReportCountsBeforeAnEarlierDoubtedOne() {
    passed(1400);
    reported(1500, 1300);
    report(sent(1500), OTHER, 1450);
    assertEquals(OTHER, evidence.reportOf(1500).orElseThrow().router());
    assertEquals(Optional.empty(), evidence.reportOf(1499));
  }

  @Test
  void smallestAboveLooksOnlyAboveWhatPassed() {
    passed(1400);
    silent(1300);
    silent(1450);
    silent(1500);
    assertEquals(1450, evidence.smallestAbove(Fate.SILENT, BEYOND));
    assertEquals(1450, evidence.smallestAbove(Fate.SILENT, 1450));
    assertEquals(1401, evidence.smallestAbove(Fate.SILENT, 1401));
    assertEquals(BEYOND, evidence.smallestAbove(Fate.PENDING, BEYOND));
  }

  @Test
  void firstPendingAndClaimsAreStrictlyBetweenTwoSizes() {
    Trial first = sent(1450);
    sent(1450);
    assertEquals(first.sentAt(), evidence.firstPending(1449, 1451));
    assertEquals(Long.MAX_VALUE, evidence.firstPending(1450, 1500));
    assertEquals(Long.MAX_VALUE, evidence.firstPending(1400, 1450));
    reported(1500, 1300);
    reported(1500, 1420);
    assertEquals(1420, evidence.claimBetween(1299, 1421));
    assertEquals(1300, evidence.claimBetween(1299, 1420));
    assertEquals(0, evidence.claimBetween(1420, 1500));
  }

  @Test
  void silenceCountsOnlyBesideAControlThatWasAnswered() {
    silent(1500);
    assertEquals(0, evidence.silences(1500), "nothing came back: the network may be away");
    passed(1400);
    assertEquals(1, evidence.silences(1500));
    silent(1500);
    silent(1400); // the control right behind it was lost too
    assertEquals(1, evidence.silences(1500));
  }

  @Test
  void controlMustHaveLeftWithinFiftyMilliseconds() {
    silent(1500);
    now += 49 * Nanos.MILLISECOND;
    passed(1400);
    assertEquals(1, evidence.silences(1500), "50 ms");
    now += 50 * Nanos.MILLISECOND;
    silent(1501);
    assertEquals(0, evidence.silences(1501), "51 ms");
  }

  @Test
  void controlBeforeTheProbeCountsWhenNoneFollowsInTime() {
    passed(1400);
    silent(1500);
    assertEquals(1, evidence.silences(1500));
    now += 60 * Nanos.MILLISECOND;
    silent(1400);
    assertEquals(1, evidence.silences(1500), "one that follows much later is no control");
  }

  @Test
  void surelyTooBigNeedsEnoughSilencesOrAReport() {
    passed(1400);
    for (int needed = evidence.losses().silencesNeeded(); needed > 0; ) {
      assertEquals(BEYOND, evidence.surelyTooBig(BEYOND), evidence.silences(1450) + " silences");
      silent(1450);
      passed(1400);
      needed = evidence.losses().silencesNeeded() - evidence.silences(1450);
    }
    assertEquals(1450, evidence.surelyTooBig(BEYOND));
    reported(1401, 1400);
    assertEquals(1401, evidence.surelyTooBig(BEYOND));
  }

  @Test
  void lossesCountOnlySizesThatPass() {
    silent(1500);
    passed(1400);
    silent(1300);
    sent(1300);
    assertEquals(new LossEstimate(1, 3), evidence.losses());
  }
}
