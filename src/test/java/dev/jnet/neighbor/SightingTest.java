package dev.jnet.neighbor;

import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.NOBODY;
import static dev.jnet.neighbor.Stations.OTHERS;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.Sighting.Kind;
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
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SightingTest {
  private static final Inet6Address FROM = (Inet6Address) Addresses.literal("fe80::2");
  private static final Inet6Address TO = (Inet6Address) Addresses.literal("fe80::1");
  private static final Inet6Address ALL = (Inet6Address) Addresses.literal("ff02::1");
  private static final Inet6Address NONE = (Inet6Address) Addresses.literal("::");

  private static Optional<Sighting> see(byte[] bytes) {
    return Sighting.of(new Frame(LinkType.ETHERNET, bytes, bytes.length, 5, false));
  }

  private static void assertSeen(Kind kind, InetAddress address, MacAddress mac, Ethernet frame) {
    Sighting sighting = see(frame.emit()).orElseThrow();
    assertEquals(kind, sighting.kind());
    assertEquals(address, sighting.address());
    assertEquals(mac, sighting.mac());
    assertEquals(5, sighting.at());
  }

  private static void assertNothing(Ethernet frame) {
    assertEquals(Optional.empty(), see(frame.emit()));
  }

  @Test
  void arpRequestTellsWhoAsks() {
    assertSeen(Kind.QUESTION, THERE, THEIRS, Stations.request(THEIRS, THERE, HERE));
  }

  @Test
  void arpReplyTellsWhoAnswers() {
    Arp reply = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
    assertSeen(Kind.ANSWER, THERE, THEIRS, Stations.arp(MINE, reply));
  }

  @Test
  void arpForTheSendersOwnAddressAnnouncesIt() {
    assertSeen(Kind.ANNOUNCEMENT, THERE, THEIRS, Stations.request(THEIRS, THERE, THERE));
    Arp reply = new Arp(Arp.REPLY, THEIRS, THERE, MacAddress.BROADCAST, THERE);
    assertSeen(Kind.ANNOUNCEMENT, THERE, THEIRS, Stations.arp(MacAddress.BROADCAST, reply));
  }

  @Test
  void arpRequestFromNobodyProbesTheTarget() {
    assertSeen(Kind.PROBE, THERE, THEIRS, Stations.request(THEIRS, NOBODY, THERE));
  }

  @Test
  void arpReplyFromNobodyAndOtherOperationsTellNothing() {
    assertNothing(Stations.arp(MINE, new Arp(Arp.REPLY, THEIRS, NOBODY, MINE, HERE)));
    assertNothing(Stations.arp(MINE, new Arp(9, THEIRS, THERE, MINE, HERE)));
  }

  @Test
  void rarpTellsNothing() {
    Arp reverse = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
    assertNothing(new Ethernet(MINE, THEIRS, EtherType.RARP, reverse.emit()));
  }

  private static Ethernet solicitation(Inet6Address from, Optional<MacAddress> mac, int hops) {
    Inet6Address group = Addresses.solicitedNode(TO);
    byte[] message = new NeighborSolicitation(TO, mac).emit(from, group);
    return frame(new Ipv6(from, group, hops, IpProtocol.ICMPV6, message));
  }

  private static Ethernet advertisement(Inet6Address to, Optional<MacAddress> mac, int hops) {
    boolean solicited = !to.isMulticastAddress();
    NeighborAdvertisement message =
        new NeighborAdvertisement(FROM, false, solicited, true, mac, Checksum.State.CORRECT);
    return frame(new Ipv6(FROM, to, hops, IpProtocol.ICMPV6, message.emit(FROM, to)));
  }

  private static Ethernet frame(Ipv6 packet) {
    return new Ethernet(MINE, THEIRS, EtherType.IPV6, packet.emit());
  }

  @Test
  void solicitationTellsWhoAsksWhereItSaysSo() {
    assertSeen(Kind.QUESTION, FROM, OTHERS, solicitation(FROM, Optional.of(OTHERS), 255));
    assertNothing(solicitation(FROM, Optional.empty(), 255));
  }

  @Test
  void solicitationFromNobodyProbesTheTarget() {
    assertSeen(Kind.PROBE, TO, THEIRS, solicitation(NONE, Optional.empty(), 255));
  }

  @Test
  void advertisementAnswersOneOrAnnouncesToAll() {
    assertSeen(Kind.ANSWER, FROM, OTHERS, advertisement(TO, Optional.of(OTHERS), 255));
    assertSeen(Kind.ANNOUNCEMENT, FROM, OTHERS, advertisement(ALL, Optional.of(OTHERS), 255));
  }

  @Test
  void advertisementWithoutHardwareAddressNamesTheFramesSource() {
    assertSeen(Kind.ANSWER, FROM, THEIRS, advertisement(TO, Optional.empty(), 255));
  }

  @Test
  void messagesThatPassedARouterAreForged() {
    assertNothing(solicitation(FROM, Optional.of(OTHERS), 254));
    assertNothing(advertisement(TO, Optional.of(OTHERS), 254));
  }

  @Test
  void hostileFramesBringNothingDown() {
    SplittableRandom random = new SplittableRandom(4);
    byte[][] frames = {
      Stations.request(THEIRS, THERE, HERE).emit(),
      solicitation(FROM, Optional.of(OTHERS), 255).emit(),
      advertisement(TO, Optional.of(OTHERS), 255).emit()
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = frames[i % frames.length].clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      see(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)))
          .ifPresent(sighting -> assertEquals(5, sighting.at()));
    }
  }
}
