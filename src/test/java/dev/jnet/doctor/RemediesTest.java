package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.doctor.Remedy.Place;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.RouteMissing;
import dev.jnet.finding.LocalFinding.RouteMissing.Why;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remedies of the causes that have nothing to do with the size of packets. */
class RemediesTest {
  private static final Examination FOUR = SizeRemediesTest.examination(4, 2);
  private static final Examination SIX = SizeRemediesTest.examination(6, 2);

  private static List<Place> places(List<Remedy> remedies) {
    return remedies.stream().map(Remedy::place).toList();
  }

  private static String commands(List<Remedy> remedies, int index) {
    return String.join(" ", remedies.get(index).commands());
  }

  @Test
  void nameIsLookedUpOnceMoreAndTheNameServersAreShown() {
    assertEquals("getent ahosts www.example.org", commands(Remedies.name(FOUR, List.of()), 0));
    assertEquals("cat /etc/resolv.conf", commands(Remedies.nameServers(FOUR, List.of()), 0));
  }

  @Test
  void eachInterfaceThatIsDownIsSwitchedOn() {
    Finding route =
        new RouteMissing(
            SizeRemediesTest.address(4, 80),
            Why.INTERFACE_DOWN,
            "words",
            List.of("eth1", "wg0"),
            Grounds.seen());
    List<Remedy> remedies = Remedies.interfaceUp(FOUR, List.of(route));
    assertEquals(List.of(Place.HERE, Place.HERE), places(remedies));
    assertEquals("ip link set eth1 up", commands(remedies, 0));
    assertEquals("ip link set wg0 up", commands(remedies, 1));
  }

  @Test
  void rulesOfThePacketFilterAreShownWhichMendsNothing() {
    List<Remedy> remedies = FirewallRemedies.reports(FOUR, List.of());
    assertTrue(commands(remedies, 0).startsWith("nft -a list ruleset"), remedies::toString);
    assertTrue(remedies.stream().noneMatch(Remedy::mends), remedies::toString);
  }

  @Test
  void ipv6TargetsGetIpv6Commands() {
    assertEquals("ip route show", commands(Remedies.route(FOUR, List.of()), 0));
    assertEquals("ip -6 route show", commands(Remedies.route(SIX, List.of()), 0));
    assertEquals("ip route flush cache", commands(Remedies.cache(FOUR, List.of()), 0));
    assertEquals("ip -6 route flush cache", commands(Remedies.cache(SIX, List.of()), 0));
    String refusing = commands(Remedies.refusingRoute(SIX, List.of()), 1);
    assertTrue(refusing.contains("ip -6 route show match 2001:db8::80 type $type"), refusing);
    assertTrue(refusing.contains("xargs -rL1 ip -6 route del"), refusing);
  }

  @Test
  void nextHopIsAskedForOnItsInterface() {
    assertEquals("jnet arp -i eth0 192.0.2.2", commands(Remedies.neighbor(FOUR, List.of()), 0));
  }

  @Test
  void refusalIsReportedToTheRouterThatRefuses() {
    Finding refused =
        new Refused(2, SizeRemediesTest.address(4, 3), "host prohibited", Grounds.seen());
    List<Remedy> remedies = Remedies.refusal(FOUR, List.of(refused));
    assertEquals(List.of(Place.OPERATOR), places(remedies));
    assertTrue(remedies.get(0).effect().contains("192.0.2.3"), remedies.get(0).effect());
    String mail = commands(remedies, 0);
    assertTrue(
        mail.contains(
            "192.0.2.3 answers packets from 192.0.2.1 to 192.0.2.80 with 'host prohibited'."),
        mail);
  }

  @Test
  void routerThatIsToldToRefuseIsToldToForwardByItsOwner() {
    String reason = "communication administratively prohibited";
    Finding refused = new Refused(2, SizeRemediesTest.address(6, 3), reason, Grounds.seen());
    List<Remedy> remedies = Remedies.refusal(SIX, List.of(refused));
    assertEquals(List.of(Place.ROUTER, Place.OPERATOR), places(remedies));
    assertTrue(remedies.get(0).mends());
    assertTrue(remedies.get(0).effect().contains("if 2001:db8::3 is a Linux router of yours"));
    String both = commands(remedies, 0);
    assertTrue(both.contains("ip -6 route show match 2001:db8::80 type $type"), both);
    assertTrue(both.contains("hook forward/ { r = \"insert rule \" t \" \" c \" ip6 daddr"), both);
    assertTrue(both.contains(" \"insert rule \" t \" \" c \" ip6 saddr 2001:db8::80"), both);
  }

  @Test
  void lossIsWatchedHereAndToldWithItsCount() {
    List<Remedy> remedies = Remedies.loss(FOUR, List.of(new EchoLost(20, 15, Grounds.seen())));
    assertEquals(List.of(Place.HERE, Place.OPERATOR), places(remedies));
    assertEquals("jnet trace --watch 192.0.2.80", commands(remedies, 0));
    assertTrue(commands(remedies, 1).startsWith("5 of 20 echo requests of 84 bytes"));
  }

  @Test
  void silenceIsToldWithBothAddresses() {
    String mail = commands(Remedies.silence(SIX, List.of()), 0);
    assertTrue(mail.startsWith("No packet from 2001:db8::1 to 2001:db8::80 is answered,"), mail);
  }

  @Test
  void closedPortIsLookedForOnTheServer() {
    List<Remedy> remedies =
        Remedies.closedPort(FOUR, List.of(new PortClosed(8080, Grounds.seen())));
    assertEquals(List.of(Place.SERVER), places(remedies));
    assertEquals("ss -ltnp 'sport = :8080'", commands(remedies, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 192.0.2.3 answers with 'port unreachable'.",
    "false, 'Nothing comes back, neither a SYN-ACK nor a reset.'"
  })
  void filteredPortIsTheServersOrTheOperatorsOrThatOfARouterThatSaysSo(
      boolean answers, String sentence) {
    Finding filtered =
        new PortFiltered(
            443,
            answers ? Optional.of(SizeRemediesTest.address(4, 3)) : Optional.empty(),
            "port unreachable",
            Grounds.seen());
    List<Remedy> remedies = Remedies.filteredPort(FOUR, List.of(filtered));
    List<Place> all = List.of(Place.ROUTER, Place.SERVER, Place.OPERATOR);
    assertEquals(answers ? all : all.subList(1, 3), places(remedies));
    String mail = commands(remedies, remedies.size() - 1);
    assertTrue(mail.contains("192.0.2.80 port 443 are filtered."), mail);
    assertTrue(mail.contains(sentence), mail);
    assertTrue(mail.endsWith("Please let TCP port 443 through for this address."), mail);
  }

  @Test
  void clampThatIsTooLowIsToldWithWhatThePathCarries() {
    Finding clamped = new SegmentsClamped(2, 1460, 536, 1460, Grounds.seen());
    String mail = commands(Remedies.clamp(FOUR, List.of(clamped)), 0);
    assertTrue(mail.contains("at or before hop 2 from 192.0.2.1 to 192.0.2.80"), mail);
    assertTrue(mail.contains("sets the MSS of TCP connections to 536."), mail);
    assertTrue(mail.contains("carries segments of 1460 bytes."), mail);
  }

  @Test
  void linkLocalAddressIsWrittenAsOtherProgramsTakeIt() {
    assertEquals("fe80::1", Remedies.unscoped(Addresses.literal("fe80::1")));
  }
}
