package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.RepliesByOtherInterface;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteFound;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.OtherWayBack;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalConclusionsTest {
  private static final InetAddress TARGET = Addresses.literal("198.51.100.9");
  private static final InetAddress GATEWAY = Addresses.literal("192.0.2.2");
  private static final FirstHop HOP =
      new FirstHop(
          "eth0",
          LinkType.RAW_IP,
          1500,
          Addresses.literal("192.0.2.1"),
          MacAddress.ZERO,
          GATEWAY,
          MacAddress.ZERO);

  private static List<Finding> programs(Came came, boolean probesAnswered) {
    return LocalConclusions.of(new KernelAnswer(Asked.ECHO, came, "why"), probesAnswered);
  }

  @Test
  void routeIsToldAsTheKernelHasIt() {
    RouteFound route = (RouteFound) LocalConclusions.routed(HOP);
    assertEquals("eth0", route.interfaceName());
    assertEquals(1500, route.mtu());
    assertEquals(Degree.SEEN, route.grounds().certainty().degree());
  }

  @Test
  void silentNextHopIsTheTargetOnlyOnItsOwnLink() {
    NextHopSilent router = LocalConclusions.silent(HOP, TARGET);
    assertEquals(GATEWAY, router.nextHop());
    assertFalse(router.target());
    assertTrue(LocalConclusions.silent(HOP, GATEWAY).target());
  }

  @Test
  void answerOfTheKernelIsSeen() {
    assertInstanceOf(ProgramsAnswered.class, programs(Came.ANSWER, false).get(0));
    ProgramsCannotSend cannot = (ProgramsCannotSend) programs(Came.NOT_SENT, true).get(0);
    assertEquals("why", cannot.reason());
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING", "REFUSED"})
  void silenceForProgramsCountsOnlyBesideAnsweredProbes(Came came) {
    assertEquals(List.of(), programs(came, false));
    Finding nothing = programs(came, true).get(0);
    assertInstanceOf(ProgramsGetNothing.class, nothing);
    assertEquals(Degree.INFERRED, nothing.grounds().certainty().degree());
  }

  @Test
  void answerThatTheKernelDroppedCountsAlone() {
    assertInstanceOf(ProgramsGetNothing.class, programs(Came.ANSWER_DROPPED, false).get(0));
    assertTrue(((ReportsDroppedHere) programs(Came.REPORT_DROPPED, true).get(0)).tooBig());
    assertFalse(((ReportsDroppedHere) programs(Came.ERROR_DROPPED, true).get(0)).tooBig());
    Finding reverse =
        LocalConclusions.of(KernelAnswer.reversePath(Asked.ECHO, "eth1"), true).get(0);
    assertEquals("eth1", ((ReversePathDrops) reverse).interfaceName());
  }

  @Test
  void silenceTellsWhatProgramsGet() {
    Finding mtu = new PathMtu(1400, Grounds.seen());
    Finding none = new Unanswered(Optional.empty(), "", Grounds.seen());
    List<Finding> findings = List.of(mtu, none);
    assertSame(findings, LocalConclusions.beside(findings, ProgramTraffic.SAME, List.of()));
    KernelAnswer kernel = new KernelAnswer(Asked.ECHO, Came.ANSWER, "");
    List<Finding> beside =
        LocalConclusions.beside(
            findings,
            new ProgramTraffic(
                Optional.of(kernel), Optional.empty(), Optional.empty(), Optional.empty()),
            List.of(new OtherWayBack("eth2", false, 1)));
    assertSame(mtu, beside.get(0));
    assertEquals(Optional.of(Came.ANSWER), ((Unanswered) beside.get(1)).programs());
    assertInstanceOf(ProgramsAnswered.class, beside.get(2));
    assertEquals(1, ((RepliesByOtherInterface) beside.get(3)).replies());
  }

  /** What the kernel drops is no answer for programs, and says that the target is up. */
  @Test
  void droppedRepliesAreTheReasonForSilence() {
    Finding none = new Unanswered(Optional.empty(), "", Grounds.seen());
    List<Finding> beside =
        LocalConclusions.beside(
            List.of(none), ProgramTraffic.SAME, List.of(new OtherWayBack("eth1", true, 3)));
    assertEquals(Optional.of(Came.REVERSE_PATH), ((Unanswered) beside.get(0)).programs());
    assertEquals("eth1", ((ReversePathDrops) beside.get(1)).interfaceName());
  }
}
