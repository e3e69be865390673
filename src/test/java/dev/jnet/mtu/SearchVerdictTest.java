package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.Probe;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.unit.Mtu;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is concluded from evidence made by hand. */
class SearchVerdictTest {
  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final ProbeFactory probes = new ProbeFactory(replies.question);
  private final Evidence evidence = new Evidence();
  private final TooBigReports reports = new TooBigReports(68);
  private Optional<Sweep> sweep = Optional.empty();

  private MtuResult result(boolean confirmed, int fragment) {
    SearchVerdict.Course course =
        new SearchVerdict.Course(
            confirmed,
            /* answersAlike= */ false,
            MtuResult.DontFragment.UNTESTED,
            fragment,
            62,
            ReplyOrigin.UNKNOWN,
            Optional.empty(),
            5,
            2,
            3);
    return new SearchVerdict(1500, evidence, reports, sweep, course).result();
  }

  private Trial sent(int size) {
    Trial trial = new Trial(size, 0);
    evidence.add(trial);
    return trial;
  }

  private void passed(int size) {
    evidence.passed(sent(size));
  }

  private void reported(int size, int claim, int hop) {
    Trial trial = sent(size);
    Probe probe = probes.echo(size, Carrier.TO_TARGET);
    assertTrue(reports.take(trial, replies.tooBig(probe, replies.router(hop), claim, 65 - hop)));
    evidence.reported(trial);
  }

  private void silentBesideControls(int size, int control) {
    for (int i = 0; i < 20; i++) {
      sent(size).fallSilent();
      passed(control);
    }
  }

  /** A sweep whose datagrams of the two sizes that it asks with the target gets, or not. */
  private void swept(int large, int routers, boolean arrives) {
    Sweep.Plan plan = new Sweep.Plan(routers, large, new Mtu(1500), 1, true);
    Sweep asked =
        new Sweep(
            probes, new EchoCarrier(probes), replies.question.target(), plan, Optional.empty());
    for (Optional<Probe> probe = asked.next(0, 1); probe.isPresent(); probe = asked.next(0, 1)) {
      if (arrives && probe.get().packet().hopLimit() == 64) {
        asked.accept(replies.portUnreachable(probe.get(), replies.question.target()));
      } else if (!arrives && probe.get().packet().hopLimit() <= routers) {
        int hop = probe.get().packet().hopLimit();
        asked.accept(replies.timeExceeded(probe.get(), replies.router(hop)));
      }
    }
    sweep = Optional.of(asked);
  }

  @Test
  void nothingIsKnownWhereNothingCameBack() {
    sent(68);
    MtuResult result = result(false, 0);
    assertEquals(Status.NO_REPLY, result.status());
    assertEquals(0, result.lower());
    assertEquals(1501, result.upper());
    assertEquals(Confidence.BRACKETED, result.confidence());
    assertFalse(result.blackHole());
  }

  @Test
  void limitThatArrivesIsConfirmedWithoutABottleneck() {
    passed(1500);
    MtuResult result = result(true, 0);
    assertEquals(1500, result.lower());
    assertEquals(1501, result.upper());
    assertEquals(Confidence.CONFIRMED, result.confidence());
    assertEquals(Optional.empty(), result.bottleneck());
    assertEquals(1 + 3, result.probes(), "one trial, and three that located a router");
    assertEquals(2, result.rounds());
    assertEquals(5, result.roundTrip());
  }

  @Test
  void bottleneckIsTheRouterThatReportedTheSmallestSizeTooBig() {
    passed(1400);
    reported(1500, 1450, 1);
    reported(1401, 1400, 3);
    MtuResult result = result(true, 0);
    assertEquals(1401, result.upper());
    assertEquals(
        Optional.of(new Bottleneck(3, Optional.of(replies.router(3)), true)), result.bottleneck());
    assertFalse(result.blackHole());
  }

  @Test
  void bottleneckIsTheRouterThatClaimsTheMtuWhenOneByteMoreIsSilent() {
    passed(1400);
    reported(1500, 1400, 2);
    silentBesideControls(1401, 1400);
    MtuResult result = result(true, 0);
    assertEquals(
        Optional.of(new Bottleneck(2, Optional.of(replies.router(2)), true)), result.bottleneck());
    assertFalse(result.blackHole(), "one report is a report: routers limit how many they send");
  }

  @Test
  void silenceIsABlackHoleWhereTheOnlyReportNamesALargerMtu() {
    passed(1400);
    reported(1500, 1450, 1);
    silentBesideControls(1401, 1400);
    MtuResult result = result(true, 0);
    assertTrue(result.blackHole());
    assertEquals(0, result.counts().upperReported());
  }

  @Test
  void blackHoleIsWhereTheSweepFoundIt() {
    passed(1400);
    silentBesideControls(1401, 1400);
    swept(1401, 2, false);
    MtuResult result = result(true, 0);
    assertTrue(result.blackHole());
    assertEquals(
        Optional.of(new Bottleneck(2, Optional.of(replies.router(2)), false)), result.bottleneck());
  }

  @Test
  void mtuIsTheSmallestClaimWhenTheTargetIsSilent() {
    reported(1500, 1450, 1);
    reported(1500, 1400, 2);
    MtuResult result = result(false, 0);
    assertEquals(Status.NO_REPLY, result.status());
    assertEquals(1400, result.lower());
    assertEquals(1401, result.upper());
    assertEquals(Confidence.CLAIMED, result.confidence());
    assertEquals(2, result.bottleneck().orElseThrow().hop());
  }

  @Test
  void datagramThatArrivesShowsThatTheReturnPathIsNarrower() {
    passed(1400);
    silentBesideControls(1401, 1400);
    swept(1401, 0, true);
    MtuResult result = result(true, 0);
    assertEquals(1500, result.lower());
    assertEquals(Confidence.CONFIRMED, result.confidence());
    assertEquals(new WayBack(true, 0, 1400, false, 62, ReplyOrigin.UNKNOWN), result.wayBack());
    assertFalse(result.blackHole());
  }

  @Test
  void repliesInFragmentsShowThatTheReturnPathIsNarrower() {
    passed(1500);
    assertEquals(
        new WayBack(true, 1396, 0, true, 62, ReplyOrigin.UNKNOWN), result(true, 1396).wayBack());
    assertEquals(
        new WayBack(false, 0, 0, true, 62, ReplyOrigin.UNKNOWN), result(true, 0).wayBack());
  }

  @Test
  void claimThatALargerPacketRefutedIsListedAsIgnored() {
    reported(1500, 1000, 1);
    passed(1400);
    MtuResult result = result(true, 0);
    assertEquals(1000, result.ignored().get(0).claim());
  }
}
