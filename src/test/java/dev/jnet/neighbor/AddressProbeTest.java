package dev.jnet.neighbor;

import static dev.jnet.neighbor.ScriptedLink.overhearing;
import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.NOBODY;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet6Address;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Is an address free: RFC 5227 and its IPv6 counterpart. */
class AddressProbeTest {
  private static final Inet6Address THERE6 = (Inet6Address) Addresses.literal("2001:db8::9");
  private static final Inet6Address NOBODY6 = (Inet6Address) Addresses.literal("::");
  private static final Inet6Address ALL = (Inet6Address) Addresses.literal("ff02::1");

  @Test
  void addressIsFreeAfterSilenceForTheTimeOfRfc5227() throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      ScriptedLink link = new ScriptedLink((l, sent) -> {});
      Availability availability = probe(link, seed);
      assertTrue(availability.isFree());
      assertEquals(3, availability.asked());
      assertBetween(0, 1000, link.sentAt.get(0));
      assertBetween(1000, 2000, link.sentAt.get(1) - link.sentAt.get(0));
      assertBetween(1000, 2000, link.sentAt.get(2) - link.sentAt.get(1));
      long end = link.now() - link.start;
      assertEquals(2000 * Nanos.MILLISECOND, end - link.sentAt.get(2));
      assertEquals(end, availability.took());
      for (Dissection sent : link.sent) {
        assertEquals(new Arp(Arp.REQUEST, MINE, NOBODY, MacAddress.ZERO, THERE), sent.arp().get());
      }
    }
  }

  @Test
  void addressIsTakenWhenAStationAnswers() throws Exception {
    ScriptedLink link =
        new ScriptedLink((l, sent) -> l.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent)));
    assertTaken(probe(link, 1), Sighting.Kind.ANSWER);
    assertEquals(1, link.sent.size(), "and nothing more is asked");
  }

  @Test
  void addressIsTakenWhenAnyArpComesFromIt() throws Exception {
    assertTaken(
        probe(overhearing(Stations.request(THEIRS, THERE, HERE)), 1), Sighting.Kind.QUESTION);
    assertTaken(
        probe(overhearing(Stations.request(THEIRS, THERE, THERE)), 1), Sighting.Kind.ANNOUNCEMENT);
  }

  @Test
  void addressIsTakenWhenAnotherStationProbesForItToo() throws Exception {
    assertTaken(
        probe(overhearing(Stations.request(THEIRS, NOBODY, THERE)), 1), Sighting.Kind.PROBE);
    assertTrue(probe(overhearing(Stations.request(MINE, NOBODY, THERE)), 1).isFree());
  }

  @Test
  void messagesAboutOtherAddressesAreIgnored() throws Exception {
    assertTrue(probe(overhearing(Stations.request(THEIRS, HERE, THERE)), 1).isFree());
    assertTrue(probe(overhearing(Stations.request(THEIRS, NOBODY, HERE)), 1).isFree());
  }

  @Test
  void interruptedProbeDoesNotReportTheAddressAsFree() throws Exception {
    ScriptedLink link = new ScriptedLink((l, sent) -> {});
    Availability availability =
        new Prober(link, Pace.unlimited(), () -> false)
            .run(addressProbe(1), link.now() + 2000 * Nanos.MILLISECOND);
    assertFalse(availability.isFree());
    assertFalse(availability.complete());
    assertTrue(availability.claims().isEmpty());
  }

  @Test
  void ipv6ProbeComesFromTheUnspecifiedAddressAndIsAnsweredToAllNodes() throws Exception {
    NeighborAdvertisement answer =
        new NeighborAdvertisement(
            THERE6, false, false, true, Optional.of(THEIRS), Checksum.State.CORRECT);
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> l.arrive(Nanos.MILLISECOND, icmp(THERE6, ALL, answer.emit(THERE6, ALL))));
    Availability availability = run(link, new AddressProbe("eth0", MINE, THERE6, new Random(1)));
    assertTaken(availability, Sighting.Kind.ANSWER);
    assertEquals(NOBODY6, link.sent.get(0).ip().get().source());
    assertEquals(
        new NeighborSolicitation(THERE6, Optional.empty()), link.sent.get(0).transport().get());
  }

  @Test
  void ipv6AddressIsTakenWhenAnotherStationProbesForIt() throws Exception {
    Inet6Address group = Addresses.solicitedNode(THERE6);
    NeighborSolicitation theirs = new NeighborSolicitation(THERE6, Optional.empty());
    ScriptedLink link = overhearing(icmp(NOBODY6, group, theirs.emit(NOBODY6, group)));
    assertTaken(
        run(link, new AddressProbe("eth0", MINE, THERE6, new Random(1))), Sighting.Kind.PROBE);
  }

  private static Availability probe(ScriptedLink link, int seed) throws Exception {
    return run(link, addressProbe(seed));
  }

  private static AddressProbe addressProbe(int seed) {
    return new AddressProbe("eth0", MINE, THERE, new Random(seed));
  }

  private static <R> R run(ScriptedLink link, Diagnosis<R> diagnosis) throws Exception {
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(diagnosis, link.now() + 60_000 * Nanos.MILLISECOND);
  }

  private static Ethernet icmp(Inet6Address from, Inet6Address to, byte[] message) {
    Ipv6 packet = new Ipv6(from, to, 255, IpProtocol.ICMPV6, message);
    return new Ethernet(MacAddress.ofGroup(to), THEIRS, EtherType.IPV6, packet.emit());
  }

  private static void assertTaken(Availability availability, Sighting.Kind how) {
    assertFalse(availability.isFree());
    assertEquals(1, availability.claims().size());
    assertEquals(THEIRS, availability.claims().get(0).mac());
    assertEquals(how, availability.claims().get(0).how());
  }

  private static void assertBetween(long lowMs, long highMs, long ns) {
    assertTrue(
        lowMs * Nanos.MILLISECOND <= ns && ns <= highMs * Nanos.MILLISECOND,
        ns / Nanos.MILLISECOND + " ms");
  }
}
