package dev.jnet.neighbor;

import static dev.jnet.neighbor.ScriptedLink.overhearing;
import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.OTHERS;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.lab.Practice;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Telling the link that an address is ours: RFC 5227 section 2.3 and RFC 4861 section 7.2.6. */
class AnnouncementTest {
  private static final long SECOND = Nanos.SECOND;
  private static final Inet6Address HERE6 = (Inet6Address) Addresses.literal("2001:db8::9");

  private final ScriptedLink silent = new ScriptedLink((l, sent) -> {});

  private static Announcement of(InetAddress address, boolean isRouter) {
    return new Announcement("eth0", MINE, address, isRouter);
  }

  private static AnnouncementResult announce(ScriptedLink link) throws LinkException {
    return Practice.run(link, of(HERE, false));
  }

  @Test
  void isSentTwiceTwoSecondsApartAndMeetsNoObjection() throws LinkException {
    AnnouncementResult announced = announce(silent);

    assertEquals(2, announced.sent());
    assertEquals(List.of(), announced.claims());
    assertEquals(List.of(0L, 2 * SECOND), silent.sentAt);
    assertEquals(3 * SECOND, silent.now() - silent.start, "and a second to hear objections");
    Arp message = new Arp(Arp.REQUEST, MINE, HERE, MacAddress.ZERO, HERE);
    assertEquals(Optional.of(message), silent.sent.get(0).arp());
    assertEquals(Optional.of(message), silent.sent.get(1).arp());
    assertEquals(MacAddress.BROADCAST, silent.sent.get(1).ethernet().orElseThrow().destination());
  }

  @Test
  void tellsHowOftenItWasSentWhenItIsStopped() throws LinkException {
    AnnouncementResult announced =
        new Prober(silent, Pace.unlimited(), () -> false)
            .run(of(HERE, false), silent.now() + SECOND);
    assertEquals(1, announced.sent());
    assertEquals(2, announced.needed());
  }

  @Test
  void answerOfAnotherStationIsAnObjection() throws LinkException {
    AnnouncementResult announced =
        announce(
            new ScriptedLink(
                (l, sent) -> l.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent))));
    assertEquals(THEIRS, announced.claims().get(0).mac());
  }

  @Test
  void stationThatDefendsTheAddressTwiceObjectsOnce() throws LinkException {
    AnnouncementResult announced = announce(overhearing(Stations.request(OTHERS, HERE, HERE)));
    assertEquals(1, announced.claims().size());
    assertEquals(OTHERS, announced.claims().get(0).mac());
  }

  @Test
  void otherAddressesAndThisStationAreNoObjections() throws LinkException {
    for (Ethernet heard :
        List.of(Stations.request(OTHERS, THERE, THERE), Stations.request(MINE, HERE, HERE))) {
      assertEquals(List.of(), announce(overhearing(heard)).claims());
    }
  }

  @Test
  void ipv6AnnouncementOverridesAndGoesToAllNodes() throws LinkException {
    Practice.run(silent, of(HERE6, false));

    assertEquals(advertisement(false), silent.sent.get(0).transport().orElseThrow());
    assertEquals(2, silent.sent.size());
    assertEquals(
        MacAddress.parse("33:33:00:00:00:01"),
        silent.sent.get(0).ethernet().orElseThrow().destination());
    assertEquals(255, silent.sent.get(0).ip().orElseThrow().hopLimit());
  }

  /** Without the flag, neighbors would stop using this router. */
  @Test
  void routerKeepsItsFlag() throws LinkException {
    Practice.run(silent, of(HERE6, true));
    assertEquals(advertisement(true), silent.sent.get(0).transport().orElseThrow());
  }

  private static NeighborAdvertisement advertisement(boolean isRouter) {
    return new NeighborAdvertisement(
        HERE6, isRouter, false, true, Optional.of(MINE), Checksum.State.CORRECT);
  }
}
