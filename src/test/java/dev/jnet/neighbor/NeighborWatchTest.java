package dev.jnet.neighbor;

import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.NOBODY;
import static dev.jnet.neighbor.Stations.OTHERS;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeighborWatchTest {
  private final List<NeighborEvent> events = new ArrayList<>();
  private final ScriptedLink link = new ScriptedLink((l, sent) -> {});
  private int arriving;

  @Test
  void newPairsChangesAndAnnouncementsAreEvents() throws Exception {
    hear(Stations.request(THEIRS, THERE, HERE));
    hear(Stations.request(THEIRS, THERE, HERE)); // nothing new
    hear(Stations.request(THEIRS, THERE, THERE));
    hear(Stations.request(OTHERS, THERE, THERE));
    hear(Stations.request(OTHERS, NOBODY, HERE));
    WatchResult watched = watch();
    assertEquals(
        List.of(
            NeighborEvent.What.NEW,
            NeighborEvent.What.ANNOUNCED,
            NeighborEvent.What.CHANGED,
            NeighborEvent.What.PROBED),
        events.stream().map(NeighborEvent::what).toList());
    assertEquals(Optional.of(THEIRS), events.get(2).before());
    assertEquals(OTHERS, events.get(2).sighting().mac());
    assertEquals(5, watched.messages());
    assertEquals(4, watched.events());
    assertEquals(Map.of(THERE, OTHERS), watched.pairs());
    assertEquals(0, link.sent.size(), "a watch is silent");
  }

  @Test
  void answersAndNeighborDiscoveryTellPairsToo() throws Exception {
    Inet6Address here = (Inet6Address) Addresses.literal("fe80::1");
    Inet6Address there = (Inet6Address) Addresses.literal("fe80::2");
    hear(Stations.arp(MINE, new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE)));
    Inet6Address group = Addresses.solicitedNode(here);
    hear(
        icmp(
            there,
            group,
            255,
            new NeighborSolicitation(here, Optional.of(THEIRS)).emit(there, group)));
    NeighborAdvertisement moved =
        new NeighborAdvertisement(
            there, false, true, true, Optional.of(OTHERS), Checksum.State.CORRECT);
    hear(icmp(there, here, 254, moved.emit(there, here))); // through a router: a forgery
    hear(icmp(there, here, 255, moved.emit(there, here)));
    watch();
    assertEquals(
        List.of("NEW 192.0.2.9 " + THEIRS, "NEW fe80::2 " + THEIRS, "CHANGED fe80::2 " + OTHERS),
        events.stream()
            .map(
                each ->
                    each.what()
                        + " "
                        + Addresses.text(each.sighting().address())
                        + " "
                        + each.sighting().mac())
            .toList());
  }

  @Test
  void rarpAndNoiseTellNothing() throws Exception {
    Arp reverse = new Arp(Arp.REVERSE_REPLY, THEIRS, THERE, MINE, HERE);
    hear(new Ethernet(MINE, THEIRS, EtherType.RARP, reverse.emit()));
    hear(new Ethernet(MINE, THEIRS, EtherType.ARP, new byte[27]));
    hear(new Ethernet(MINE, THEIRS, 0x88cc, new byte[60]));
    assertEquals(0, watch().messages());
  }

  @Test
  void floodOfInventedAddressesDoesNotGrowForGood() throws Exception {
    NeighborWatch watch = new NeighborWatch(event -> {});
    for (int i = 0; i < 70_000; i++) {
      byte[] bytes = {10, (byte) (i >>> 16), (byte) (i >>> 8), (byte) i};
      Ethernet frame = Stations.request(THEIRS, Addresses.ipv4(bytes), HERE);
      byte[] emitted = frame.emit();
      watch.overhear(
          new dev.jnet.link.Frame(
              dev.jnet.link.LinkType.ETHERNET, emitted, emitted.length, i, false));
    }
    assertEquals(1 << 16, watch.result().pairs().size());
    assertTrue(watch.result().pairs().containsKey(Stations.ipv4("10.1.17.111")), "the newest");
  }

  private void hear(Ethernet frame) {
    link.arrive(++arriving * Nanos.MILLISECOND, frame);
  }

  private WatchResult watch() throws Exception {
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(new NeighborWatch(events::add), link.now() + 1000 * Nanos.MILLISECOND);
  }

  private static Ethernet icmp(Inet6Address from, Inet6Address to, int hopLimit, byte[] message) {
    Ipv6 packet = new Ipv6(from, to, hopLimit, IpProtocol.ICMPV6, message);
    MacAddress destination = to.isMulticastAddress() ? MacAddress.ofGroup(to) : MINE;
    return new Ethernet(destination, THEIRS, EtherType.IPV6, packet.emit());
  }
}
