package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.doctor.Remedy.Place;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.PathFinding;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SizeRemediesTest {
  static InetAddress address(int version, int last) {
    return Addresses.literal(version == 4 ? "192.0.2." + last : "2001:db8::" + last);
  }

  static Examination examination(int version, int nextHop, Finding... findings) {
    FirstHop hop =
        new FirstHop(
            "eth0",
            LinkType.RAW_IP,
            1500,
            address(version, 1),
            MacAddress.ZERO,
            address(version, nextHop),
            MacAddress.ZERO);
    return new Examination(
        "www.example.org",
        Optional.of(address(version, 80)),
        OptionalInt.of(443),
        Optional.of(hop),
        List.of(StepResult.of(StepName.PING, List.of(findings), 0)));
  }

  private static Finding hole(int version, int bytes) {
    Optional<InetAddress> router = Optional.of(address(version, 3));
    return new BlackHole(bytes, Optional.of(new PathFinding.Place(2, router)), Grounds.seen());
  }

  private static List<Place> places(List<Remedy> remedies) {
    return remedies.stream().map(Remedy::place).toList();
  }

  @Test
  void blackHoleIsAvoidedHereAndOnARouterAndMendedByTheOperator() {
    List<Remedy> remedies = SizeRemedies.blackHole(examination(4, 2, hole(4, 1400)));
    assertEquals(List.of(Place.HERE, Place.ROUTER, Place.OPERATOR), places(remedies));
    assertEquals(
        List.of("ip route replace 192.0.2.80 via 192.0.2.2 dev eth0 mtu 1400"),
        remedies.get(0).commands());
    String clamp = remedies.get(1).commands().get(0);
    assertTrue(clamp.startsWith("nft 'table ip mss {"), clamp);
    assertTrue(clamp.contains("maxseg size set 1360;"), clamp);
    String mail = String.join(" ", remedies.get(2).commands());
    assertTrue(mail.contains("they are probably dropped behind hop 2 (192.0.2.3),"), mail);
    assertTrue(mail.contains("ICMP type 3 code 4"), mail);
  }

  @Test
  void ipv6HasItsOwnCommandsAndHeaders() {
    List<Remedy> remedies = SizeRemedies.blackHole(examination(6, 2, hole(6, 1400)));
    assertEquals(
        List.of("ip -6 route replace 2001:db8::80 via 2001:db8::2 dev eth0 mtu 1400"),
        remedies.get(0).commands());
    String clamp = remedies.get(1).commands().get(0);
    assertTrue(clamp.startsWith("nft 'table ip6 mss {"), clamp);
    assertTrue(clamp.contains("maxseg size set 1340;"), clamp);
    assertTrue(String.join(" ", remedies.get(2).commands()).contains("ICMPv6 type 2"));
  }

  @Test
  void ipv6RouteTakesNoMtuBelow1280() {
    List<Remedy> remedies = SizeRemedies.blackHole(examination(6, 2, hole(6, 1200)));
    assertEquals(List.of(Place.ROUTER, Place.OPERATOR), places(remedies));
    assertEquals(
        List.of(Place.HERE, Place.ROUTER, Place.OPERATOR),
        places(SizeRemedies.blackHole(examination(4, 2, hole(4, 1200)))));
  }

  @Test
  void routeToANeighborNamesNoRouter() {
    Remedy here = SizeRemedies.blackHole(examination(4, 80, hole(4, 1400))).get(0);
    assertEquals(List.of("ip route replace 192.0.2.80 dev eth0 mtu 1400"), here.commands());
  }

  @Test
  void sizesFitBothWays() {
    Finding lost = new LargeRepliesLost(1300, 1500, Grounds.seen());
    List<Remedy> remedies = SizeRemedies.returnPath(examination(4, 2, hole(4, 1400), lost));
    assertTrue(remedies.get(0).commands().get(0).endsWith(" mtu 1300"));
    String mail = remedies.get(2).commands().get(0);
    assertEquals("Packets over 1300 bytes from 192.0.2.80 to 192.0.2.1 do not arrive.", mail);
  }

  @Test
  void stallIsMendedBySmallerSegmentsOnlyWhereTheyPass() {
    Examination of = examination(4, 2);
    TransferStalled with = new TransferStalled(5000, 0, OptionalInt.of(1300), Grounds.seen());
    assertEquals(
        List.of(Place.HERE, Place.ROUTER, Place.OPERATOR), places(SizeRemedies.stall(of, with)));
    TransferStalled without = new TransferStalled(5000, 0, OptionalInt.empty(), Grounds.seen());
    List<Remedy> remedies = SizeRemedies.stall(of, without);
    assertEquals(List.of(Place.OPERATOR), places(remedies));
    assertTrue(remedies.get(0).commands().get(0).contains("192.0.2.80 port 443 open, and stall"));
  }

  @Test
  void linkBelowIpv6sMinimumIsTheOperators() {
    Finding below = new BelowIpv6Minimum(1000, Grounds.seen());
    List<Remedy> remedies = SizeRemedies.minimum(examination(6, 2, below), List.of(below));
    assertEquals(List.of(Place.OPERATOR), places(remedies));
    assertTrue(remedies.get(0).commands().get(0).endsWith("packets of at most 1000 bytes."));
  }
}
