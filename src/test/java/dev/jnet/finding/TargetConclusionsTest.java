package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Refusal;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetConclusionsTest {
  private static final InetAddress ROUTER = Addresses.literal("198.51.100.1");

  private static PingResult ping(long sent, long received) {
    return ping(sent, received, Optional.empty());
  }

  private static PingResult ping(long sent, long received, Optional<PingResult.Refusal> refusal) {
    return new PingResult(
        sent,
        received,
        0,
        new Incidents(0, 0, 0, 0, 0, 0, 0),
        Optional.empty(),
        1,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        refusal);
  }

  @Test
  void allEchoRequestsAnsweredIsOneFinding() {
    List<Finding> findings = TargetConclusions.of(ping(3, 3), 84);
    assertEquals(1, findings.size());
    Observation seen =
        assertInstanceOf(EchoAnswered.class, findings.get(0)).grounds().evidence().get(0);
    assertEquals(3, seen.times());
    assertEquals(3, seen.answers());
    assertEquals(84, seen.bytes());
  }

  @Test
  void someEchoRequestsLostIsSaidFirst() {
    List<Finding> findings = TargetConclusions.of(ping(4, 1), 84);
    assertEquals(75, assertInstanceOf(EchoLost.class, findings.get(0)).percent());
    assertInstanceOf(EchoAnswered.class, findings.get(1));
  }

  @Test
  void noAnswerIsSilenceOfAllThatWereSent() {
    List<Finding> findings = TargetConclusions.of(ping(4, 0), 84);
    Observation seen =
        assertInstanceOf(EchoUnanswered.class, findings.get(0)).grounds().evidence().get(0);
    assertEquals(Came.NOTHING, seen.came());
    assertEquals(4, seen.times());
  }

  private static IcmpError unreachable(int code) {
    byte[] nothing = new byte[0];
    return IcmpError.told(new IcmpError.Type(4, 3, code), 0, nothing, nothing).orElseThrow();
  }

  @Test
  void refusalIsFoundWithTheHopThatItsHopLimitTells() {
    PingResult.Refusal refusal = new PingResult.Refusal(ROUTER, unreachable(0), 63);
    List<Finding> findings = TargetConclusions.of(ping(5, 0, Optional.of(refusal)), 84);
    Refused refused = assertInstanceOf(Refused.class, findings.get(0));
    assertEquals(ROUTER, refused.by());
    assertEquals(2, refused.hop());
    assertEquals(refusal.error().inWords(), refused.reason());
    assertEquals(Degree.INFERRED, refused.grounds().certainty().degree());
    assertInstanceOf(EchoUnanswered.class, findings.get(1));
    List<Finding> answered = TargetConclusions.of(ping(5, 4, Optional.of(refusal)), 84);
    assertInstanceOf(EchoLost.class, answered.get(0), "others got through");
  }

  private static HandshakeResult flow(Optional<Filter> error) {
    return flow(HandshakeResult.Status.FILTERED, error, Optional.empty());
  }

  private static HandshakeResult open(int localPort) {
    return flow(HandshakeResult.Status.OPEN, Optional.empty(), syn(localPort));
  }

  private static HandshakeResult silent(int localPort) {
    return flow(HandshakeResult.Status.FILTERED, Optional.empty(), syn(localPort));
  }

  private static Optional<Tcp> syn(int localPort) {
    return Optional.of(new Tcp(localPort, 443, 1, 0, Tcp.SYN, 1000, List.of(), new byte[0]));
  }

  private static HandshakeResult flow(
      HandshakeResult.Status status, Optional<Filter> error, Optional<Tcp> syn) {
    return new HandshakeResult(
        443,
        status,
        List.of(),
        error,
        syn,
        Optional.empty(),
        OptionsInForce.none(TcpSettings.linux(4, 1500)),
        0,
        0,
        false,
        Ending.NONE,
        new byte[0],
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void errorAboutOneOfTheConnectionsTellsOfAll() {
    HandshakeResult silent = flow(Optional.empty());
    HandshakeResult refused = flow(Optional.of(new Filter(ROUTER, unreachable(13))));
    List<Finding> findings = TargetConclusions.ofFlows(silent, List.of(silent, refused), List.of());
    assertEquals(1, findings.size());
    assertEquals(Optional.of(ROUTER), assertInstanceOf(PortFiltered.class, findings.get(0)).by());
    PortFiltered none =
        assertInstanceOf(
            PortFiltered.class,
            TargetConclusions.ofFlows(silent, List.of(silent), List.of()).get(0));
    assertEquals(Optional.empty(), none.by());
  }

  @Test
  void pathIsBrokenWhereTheSamePortsAreSilentAgain() {
    List<HandshakeResult> others = List.of(silent(2), open(3), silent(4));
    List<Finding> findings =
        TargetConclusions.ofFlows(open(1), others, List.of(open(1), silent(2), open(3), silent(4)));
    assertInstanceOf(PortOpen.class, findings.get(0));
    assertEquals(List.of(2, 4), assertInstanceOf(SomeFlowsSilent.class, findings.get(1)).silent());
  }

  @Test
  void noPathIsBrokenWhereOtherPortsAreSilentTheSecondTime() {
    List<HandshakeResult> others = List.of(silent(2), open(3));
    List<List<HandshakeResult>> changed =
        List.of(
            List.of(),
            List.of(open(1), open(2), open(3)),
            List.of(open(1), open(2), silent(3)),
            List.of(open(1), silent(2), silent(3)));
    for (List<HandshakeResult> again : changed) {
      List<Finding> findings = TargetConclusions.ofFlows(open(1), others, again);
      assertEquals(1, findings.size());
      assertInstanceOf(PortOpen.class, findings.get(0));
    }
  }

  @Test
  void twoPingsCountTogether() {
    List<Finding> findings = TargetConclusions.of(ping(2, 0), ping(2, 1), 84);
    EchoLost lost = assertInstanceOf(EchoLost.class, findings.get(0));
    assertEquals(4, lost.sent());
    assertEquals(1, lost.received());
  }

  private static Finding kernel(Status status, Optional<Refusal> refusal) {
    List<Finding> findings =
        TargetConclusions.of(new KernelTcp(443, status, refusal, 0, Optional.empty()));
    assertEquals(1, findings.size());
    return findings.get(0);
  }

  @Test
  void kernelsConnectionTellsOfAnOpenAndAClosedPort() {
    assertEquals(443, assertInstanceOf(PortOpen.class, kernel(Status.OPEN, none())).port());
    PortClosed closed = assertInstanceOf(PortClosed.class, kernel(Status.CLOSED, none()));
    assertEquals(Came.RESET, closed.grounds().evidence().get(0).came());
  }

  private static Optional<Refusal> none() {
    return Optional.empty();
  }

  @Test
  void filterThatSaysNothingIsSilence() {
    PortFiltered silent = assertInstanceOf(PortFiltered.class, kernel(Status.FILTERED, none()));
    assertEquals(Optional.empty(), silent.by());
    assertEquals(Came.NOTHING, silent.grounds().evidence().get(0).came());
  }

  @Test
  void filterThatAnswersIsNamedWithItsReason() {
    IcmpError error = unreachable(13);
    PortFiltered filtered =
        assertInstanceOf(
            PortFiltered.class, kernel(Status.FILTERED, Optional.of(new Refusal(ROUTER, error))));
    assertEquals(Optional.of(ROUTER), filtered.by());
    assertEquals(error.inWords(), filtered.reason());
    assertEquals(Came.UNREACHABLE, filtered.grounds().evidence().get(0).came());
  }
}
