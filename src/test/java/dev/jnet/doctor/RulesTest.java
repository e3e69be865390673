package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.ProgramsCannotSend;
import dev.jnet.finding.LocalFinding.ProgramsGetNothing;
import dev.jnet.finding.LocalFinding.ReportsDroppedHere;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.RouteMissing.Why;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.NameFinding.NameWithoutAddress;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.RouteLimits;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The doctor's table, row by row. */
class RulesTest {
  private static final InetAddress TARGET = Addresses.literal("198.51.100.9");
  private static final InetAddress ROUTER = Addresses.literal("192.0.2.1");
  private static final InetAddress SOURCE = Addresses.literal("192.0.2.2");
  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");
  private static final Grounds SEEN = Grounds.seen();
  private static final Grounds INFERRED = Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS);
  private static final Grounds GUESSED = Grounds.guessed();

  private static final Finding PINGED = new EchoAnswered(Nanos.MILLISECOND, SEEN);
  private static final Finding NOT_PINGED = new EchoUnanswered(SEEN);
  private static final Finding OPEN = new PortOpen(80, Nanos.MILLISECOND, SEEN);
  private static final Finding FILTERED = new PortFiltered(80, Optional.empty(), "", SEEN);
  private static final Finding NOT_REACHED = new NotReached(3, 30, SEEN);
  private static final Finding HOLE =
      new BlackHole(1400, Optional.of(new Place(2, Optional.of(ROUTER))), INFERRED);

  private static Examination examination(Finding... findings) {
    FirstHop hop = new FirstHop("eth0", LinkType.ETHERNET, 1500, SOURCE, MAC, ROUTER, MAC);
    return new Examination(
        "www.example.org",
        Optional.of(TARGET),
        OptionalInt.of(80),
        Optional.of(hop),
        List.of(StepResult.of(StepName.PING, List.of(findings), 0)));
  }

  private static List<String> causes(Finding... findings) {
    return codes(Rules.causes(examination(findings)));
  }

  private static List<String> codes(List<Cause> causes) {
    return causes.stream().map(Cause::code).toList();
  }

  private static Cause only(Finding... findings) {
    List<Cause> causes = Rules.causes(examination(findings));
    assertEquals(1, causes.size(), causes::toString);
    return causes.get(0);
  }

  private static Finding missing(Why why) {
    return new RouteMissing(TARGET, why, "no route", List.of("eth1"), SEEN);
  }

  @Test
  void goodFindingsHaveNoCause() {
    assertEquals(
        List.of(), causes(PINGED, OPEN, new PathMtu(1500, SEEN), new Reached(3, true, SEEN)));
  }

  @Test
  void namesThatCannotBeLookedUpAreCauses() {
    assertEquals(List.of("name-unknown"), causes(new NameUnknown("w", SEEN)));
    assertEquals(List.of("name-without-address"), causes(new NameWithoutAddress("w", SEEN)));
    assertEquals(List.of("name-servers-fail"), causes(new NameUnanswered("w", "", SEEN)));
    assertEquals(List.of("name-slow"), causes(new NameSlow("w", 2 * Nanos.SECOND, SEEN), PINGED));
  }

  @Test
  void eachReasonWithoutARouteIsACauseOfItsOwn() {
    assertEquals(List.of("no-route"), causes(missing(Why.NO_ROUTE)));
    assertEquals(List.of("no-ipv6"), causes(missing(Why.NO_IPV6)));
    assertEquals(List.of("route-refuses"), causes(missing(Why.REFUSED)));
    assertEquals(List.of("no-source-address"), causes(missing(Why.NO_SOURCE)));
    Cause down = only(missing(Why.INTERFACE_DOWN));
    assertEquals("interface-down", down.code());
    assertEquals(List.of("ip link set eth1 up"), down.remedies().get(0).commands());
    assertEquals(Where.Kind.HERE, down.where().kind());
  }

  @Test
  void ownFirewallIsOneCauseForAllItsSigns() {
    Finding stopped = new ProgramsCannotSend(Asked.CONNECT, "EPERM", SEEN);
    Finding nothing = new ProgramsGetNothing(Asked.CONNECT, INFERRED);
    assertEquals(List.of("firewall-here"), causes(stopped, OPEN));
    assertEquals(List.of("firewall-here"), causes(nothing, OPEN));
    assertEquals(List.of("firewall-here"), causes(stopped, nothing, OPEN));
  }

  @Test
  void fullConnectionTableIsNotTakenForAFirewall() {
    Finding full = new ConnectionTableFull(1024, 1024, SEEN);
    Finding nothing = new ProgramsGetNothing(Asked.CONNECT, INFERRED);
    assertEquals(List.of("connection-table-full"), causes(full, nothing, OPEN));
    assertEquals(
        List.of("sysctl -w net.netfilter.nf_conntrack_max=4096"),
        only(full, OPEN).remedies().get(0).commands());
  }

  @Test
  void limitsOfTheRouteAreARemark() {
    Finding limits = new RouteLimitsSize(new RouteLimits(TARGET, 1300, true, 0), SEEN);
    Cause remark = only(limits, PINGED);
    assertEquals(Cause.Weight.REMARK, remark.weight());
    assertEquals(
        List.of(
            "ip route change $(ip route get fibmatch 198.51.100.9 | sed -E 's/ (mtu|advmss)( lock)?"
                + " [0-9]+//g')"),
        remark.remedies().get(1).commands());
  }

  @Test
  void silentNextHopExplainsAllSilenceBehindIt() {
    Finding silent = new NextHopSilent(ROUTER, "eth0", false, false, SEEN);
    assertEquals(List.of("next-hop-silent"), causes(silent, NOT_PINGED, FILTERED, NOT_REACHED));
    assertEquals(List.of(), causes(silent, PINGED));
    assertEquals(List.of(), causes(silent, OPEN, PINGED));
  }

  @Test
  void duplicateAddressDegrades() {
    Cause cause = only(new AddressDuplicated(ROUTER, "eth0", List.of(MAC, MAC), SEEN), PINGED);
    assertEquals("duplicate-address", cause.code());
    assertEquals(Cause.Weight.DEGRADES, cause.weight());
  }

  @Test
  void onePathThatDropsLargePacketsExplainsTheBlackHoleOfAnotherFlow() {
    Finding some = new SomeFlowsDropLarge(80, 16, List.of(50_001, 50_007), 1380, INFERRED);
    assertEquals(List.of("one-path-drops-large"), causes(OPEN, HOLE, some));
    Cause cause = only(OPEN, some);
    assertEquals("black-hole", codes(List.of(only(OPEN, HOLE))).get(0));
    assertTrue(cause.remedies().get(0).commands().get(0).endsWith(" mtu 1380"), cause::toString);
    assertEquals(List.of(), causes(OPEN, some, new AgreedSizeFits(1380, 1380, SEEN)));
  }

  @Test
  void refusalExplainsSilenceAndFilteredPorts() {
    Finding refused = new Refused(2, ROUTER, "host unreachable", SEEN);
    Cause cause = only(refused, NOT_PINGED, FILTERED);
    assertEquals("refused-on-path", cause.code());
    assertEquals(2, cause.where().hop());
    assertEquals(List.of(), causes(refused, PINGED));
    assertEquals(List.of(), causes(refused, new PathMtu(1500, SEEN)));
    assertEquals(List.of("port-closed"), causes(refused, new PortClosed(80, SEEN)));
    assertEquals(List.of("ping-not-answered"), causes(refused, NOT_PINGED, OPEN));
  }

  @Test
  void refusalIsPlacedByTheSurestFinding() {
    Finding byHopLimit =
        new Refused(3, ROUTER, "host unreachable", Grounds.inferred(Basis.REPLY_HOP_LIMIT));
    Finding byTrace = new Refused(2, ROUTER, "host unreachable", SEEN);
    assertEquals(3, only(byHopLimit, NOT_PINGED, NOT_REACHED).where().hop());
    assertEquals(2, only(byHopLimit, NOT_PINGED, byTrace).where().hop());
  }

  @Test
  void silenceOfAllStepsIsOneCause() {
    Cause cause = only(NOT_REACHED, NOT_PINGED, FILTERED);
    assertEquals("no-answer", cause.code());
    assertEquals(2, cause.where().hop());
    assertFalse(causes(NOT_REACHED, NOT_PINGED, OPEN).contains("no-answer"));
    assertFalse(causes(NOT_REACHED, new ProgramsAnswered(Asked.ECHO, SEEN)).contains("no-answer"));
  }

  @Test
  void smallLossIsARemark() {
    assertEquals(List.of("some-loss"), causes(PINGED, new EchoLost(25, 24, SEEN)));
    assertEquals(List.of("packet-loss"), causes(PINGED, new EchoLost(25, 20, SEEN)));
  }

  @Test
  void blackHoleIsAsSureAsItsFinding() {
    Cause cause = only(PINGED, HOLE);
    assertEquals("black-hole", cause.code());
    assertEquals(INFERRED.certainty(), cause.certainty());
    assertEquals(2, cause.where().hop());
    assertEquals(
        List.of("large-packets-vanish"),
        causes(PINGED, new BlackHole(1400, Optional.empty(), GUESSED)));
  }

  @Test
  void tooSmallIpv6LinkExplainsTheBlackHole() {
    assertEquals(
        List.of("ipv6-link-too-small"), causes(PINGED, HOLE, new BelowIpv6Minimum(1200, INFERRED)));
  }

  @Test
  void narrowReturnPathIsNoBlackHoleThere() {
    Finding lost = new LargeRepliesLost(1400, 1500, INFERRED);
    assertEquals(
        List.of("large-replies-vanish"),
        causes(PINGED, lost, new BlackHole(1400, Optional.empty(), GUESSED)));
  }

  @Test
  void blackHoleIsARemarkWhereSegmentsFit() {
    Finding fit = new AgreedSizeFits(1400, 1400, INFERRED);
    assertEquals(List.of("black-hole-clamped"), causes(PINGED, HOLE, fit));
    assertEquals(
        List.of("large-replies-clamped"),
        causes(PINGED, new LargeRepliesLost(1400, 1500, INFERRED), fit));
    assertEquals(Verdict.OK, verdict(true, examination(PINGED, HOLE, fit)));
  }

  @Test
  void clampThatTakesMoreThanAQuarterIsTooLow() {
    assertEquals(
        List.of("clamped-too-low"),
        causes(PINGED, new SegmentsClamped(2, 1460, 536, 1460, INFERRED)));
    assertEquals(List.of(), causes(PINGED, new SegmentsClamped(2, 1460, 1412, 1460, INFERRED)));
  }

  @Test
  void remediesFitBothWays() {
    Cause cause =
        Rules.causes(examination(HOLE, new PathMtu(1400, SEEN), new RepliesFragmented(1300, SEEN)))
            .get(0);
    assertEquals(
        List.of("ip route replace 198.51.100.9 via 192.0.2.1 dev eth0 mtu 1300"),
        cause.remedies().get(0).commands());
    assertTrue(cause.remedies().get(1).commands().get(0).contains("set 1260;"), cause::toString);
  }

  @Test
  void portsThatAreNotOpenAreCauses() {
    assertEquals(List.of("port-closed"), causes(PINGED, new PortClosed(80, SEEN)));
    assertEquals(List.of("port-filtered"), causes(PINGED, FILTERED));
    assertEquals(List.of(), causes(PINGED, FILTERED, new ProgramsAnswered(Asked.CONNECT, SEEN)));
  }

  @Test
  void severalCausesComeInTheOrderInWhichMendingHelps() {
    assertEquals(
        List.of("firewall-here", "black-hole", "port-closed"),
        causes(
            new PortClosed(80, SEEN),
            HOLE,
            PINGED,
            new ProgramsCannotSend(Asked.CONNECT, "EPERM", SEEN)));
  }

  @Test
  void findingsThatHarmNoUserAreRemarks() {
    Finding reported = new TooBigReported(1400, 1, Optional.of(ROUTER), 1400, SEEN);
    for (Finding harmless :
        List.of(
            reported,
            new StaleCache(1300, 1400, 4, SEEN),
            new DontFragmentCleared(1500, SEEN),
            new RepliesFragmented(1400, SEEN),
            new ReportsRationed(ROUTER, INFERRED),
            new AnswersRationed(2, GUESSED),
            new AnsweredByAnother(TARGET, List.of(ROUTER), SEEN))) {
      assertEquals(Cause.Weight.REMARK, only(PINGED, harmless).weight(), harmless::toString);
    }
    assertEquals("ping-not-answered", only(NOT_PINGED, OPEN).code());
  }

  @Test
  void verdictIsThatOfTheWorstCause() {
    assertEquals(Verdict.OK, verdict(true, examination(PINGED)));
    assertEquals(Verdict.UNKNOWN, verdict(false, examination(PINGED)));
    assertEquals(Verdict.BROKEN, verdict(true, examination(PINGED, HOLE)));
    assertEquals(Verdict.DEGRADED, verdict(true, examination(PINGED, new EchoLost(25, 20, SEEN))));
  }

  @Test
  void troubleOfOneIpVersionDegradesWhereTheOtherWorks() {
    assertEquals(Verdict.DEGRADED, verdict(true, examination(PINGED), examination(PINGED, HOLE)));
    assertEquals(Verdict.OK, verdict(true, examination(PINGED), examination(missing(Why.NO_IPV6))));
    assertEquals(Verdict.BROKEN, verdict(true, examination(missing(Why.NO_IPV6))));
  }

  @Test
  void besideTheOtherIpVersionEachRowOfACodeHasItsOwnWeight() {
    Examination clamped =
        examination(OPEN, new ReportsDroppedHere(true, SEEN), new AgreedSizeFits(1400, 1400, SEEN));
    assertEquals(List.of("reports-dropped-here"), codes(Rules.causes(clamped)));
    assertEquals(Verdict.OK, verdict(true, clamped, clamped));
    Examination dropped = examination(OPEN, new ReportsDroppedHere(true, SEEN));
    assertEquals(Verdict.BROKEN, verdict(true, dropped, dropped));
    assertEquals(Verdict.DEGRADED, verdict(true, dropped, clamped));
  }

  private static Verdict verdict(boolean complete, Examination... examinations) {
    return Opinion.of("w", List.of(examinations), complete).verdict();
  }

  @Test
  void everyExplainedCauseIsARowBelow() {
    Set<String> above = new HashSet<>();
    for (Rule rule : Rules.TABLE) {
      above.add(rule.code());
      for (String explained : rule.explains()) {
        assertTrue(
            Rules.TABLE.stream().anyMatch(other -> other.code().equals(explained)), explained);
      }
    }
    assertTrue(above.size() > 20, above::toString);
  }
}
