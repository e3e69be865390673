package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Payload;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client knows, and what its neighbors tell it. */
class LabTest {
  private final Practice practice = new Practice(Lab.open("home", 1));
  private final LabInterface ethernet = practice.lab.interfaces().get(1);

  @ParameterizedTest
  @CsvSource({
    "198.51.100.80, eth0, 1500, 192.168.1.20, 192.168.1.1",
    "2001:db8:80::80, eth0, 1500, 2001:db8:1::20, 2001:db8:1::1",
    "192.0.2.99, eth0, 1500, 192.168.1.20, 192.168.1.1",
    "192.168.1.5, eth0, 1500, 192.168.1.20, 192.168.1.5",
    "192.168.1.20, lo, 65536, 192.168.1.20, 192.168.1.20",
    "127.0.0.53, lo, 65536, 127.0.0.53, 127.0.0.53",
    "::1, lo, 65536, ::1, ::1",
  })
  void everyAddressHasAFirstHop(String to, String by, int mtu, String from, String next)
      throws LinkException {
    FirstHop hop = practice.lab.firstHop(Addresses.literal(to));
    assertEquals(by, hop.interfaceName());
    assertEquals(mtu, hop.mtu());
    assertEquals(Addresses.literal(from), hop.source());
    assertEquals(Addresses.literal(next), hop.nextHop());
    assertEquals(by.equals("lo"), hop.nextHopMac().equals(MacAddress.ZERO));
  }

  @Test
  void thereIsNoFirstHopWithoutANeighborOrAnAddress() {
    LinkException nobody =
        assertThrows(
            LinkException.class, () -> practice.lab.firstHop(Addresses.literal("192.168.1.77")));
    assertEquals(
        "the target 192.168.1.77 does not answer ARP on eth0: it is down, or not on this link",
        nobody.getMessage());
    Lab four =
        Lab.of(
            new TopologyBuilder("IPv4 alone")
                .client("client", "10.0.0.2/24")
                .host("other", "10.0.0.3")
                .link("client", "other")
                .build(),
            1);
    LinkException noSix =
        assertThrows(LinkException.class, () -> four.firstHop(Addresses.literal("2001:db8::1")));
    assertEquals("no route to 2001:db8::1: client has no IPv6", noSix.getMessage());
    LinkException noGateway =
        assertThrows(LinkException.class, () -> four.firstHop(Addresses.literal("192.0.2.1")));
    assertEquals("no route to 192.0.2.1: there is no IPv4 gateway", noGateway.getMessage());
  }

  @Test
  void resolvesNamesAliasesAndLiterals() {
    List<InetAddress> both =
        List.of(Addresses.literal("198.51.100.80"), Addresses.literal("2001:db8:80::80"));
    assertEquals(both, practice.lab.resolve("www.lab.test"));
    assertEquals(both, practice.lab.resolve("lab.test"));
    assertEquals(List.of(Addresses.literal("192.0.2.7")), practice.lab.resolve("192.0.2.7"));
    assertEquals(List.of(), practice.lab.resolve("www.example.com"));
    assertEquals(2, practice.lab.hosts().size());
  }

  @Test
  void theClientHasLoopbackAndEthernet() {
    LabInterface loopback = practice.lab.interfaces().get(0);
    assertEquals("[127.0.0.1/8, ::1/128]", loopback.addresses().toString());
    assertEquals(65536, loopback.mtu());
    assertEquals("eth0", ethernet.name());
    assertEquals("[192.168.1.20/24, 2001:db8:1::20/64]", ethernet.addresses().toString());
    assertEquals(
        List.of(Addresses.literal("192.168.1.1"), Addresses.literal("2001:db8:1::1")),
        ethernet.gateways());
  }

  @Test
  void ownerOfTheAddressAnswersArp() throws LinkException {
    for (String address : List.of("192.168.1.1", "192.168.1.5")) {
      InetAddress target = Addresses.literal(address);
      Arp answer = arp(MacAddress.BROADCAST, target).orElseThrow();
      assertEquals(Arp.REPLY, answer.operation());
      assertEquals(target, answer.senderIp());
      assertEquals(practice.lab.firstHop(target).nextHopMac(), answer.senderMac());
      assertEquals(ethernet.mac(), answer.targetMac());
      assertEquals(own(), answer.targetIp());
      // to one alone, as a kernel does that only wants to be sure
      assertTrue(arp(answer.senderMac(), target).isPresent());
    }
    assertTrue(arp(MacAddress.BROADCAST, Addresses.literal("192.168.1.77")).isEmpty());
    assertTrue(
        arp(MacAddress.BROADCAST, Addresses.literal("203.0.113.1")).isEmpty(), "not on the link");
  }

  private Inet4Address own() {
    return (Inet4Address) practice.address("laptop", 4);
  }

  private Optional<Arp> arp(MacAddress to, InetAddress target) throws LinkException {
    Arp question =
        new Arp(Arp.REQUEST, ethernet.mac(), own(), MacAddress.ZERO, (Inet4Address) target);
    practice.link.send(new Ethernet(to, ethernet.mac(), EtherType.ARP, question.emit()).emit());
    List<Frame> frames = Practice.frames(practice.link, practice.link.now() + 1_000_000_000);
    assertTrue(frames.size() <= 2);
    if (frames.size() == 2) {
      assertEquals(60, frames.get(1).length());
      assertEquals(ethernet.mac(), frames.get(1).dissect().ethernet().orElseThrow().destination());
      return frames.get(1).dissect().arp();
    }
    return Optional.empty();
  }

  @Test
  void ownerOfTheAddressAnswersASolicitation() throws LinkException {
    Inet6Address gateway = (Inet6Address) practice.address("gateway", 6);
    NeighborAdvertisement answer = solicit(gateway, practice.address("laptop", 6)).orElseThrow();
    assertEquals(gateway, answer.target());
    assertTrue(answer.isRouter());
    assertTrue(answer.isSolicited());
    assertEquals(Optional.of(practice.lab.firstHop(gateway).nextHopMac()), answer.targetMac());
    Inet6Address nas = (Inet6Address) practice.address("nas.lab.test", 6);
    assertFalse(solicit(nas, practice.address("laptop", 6)).orElseThrow().isRouter());
    assertTrue(
        solicit((Inet6Address) Addresses.literal("2001:db8:1::77"), practice.address("laptop", 6))
            .isEmpty());
  }

  @Test
  void duplicateAddressDetectionIsAnsweredToAll() throws LinkException {
    Inet6Address gateway = (Inet6Address) practice.address("gateway", 6);
    NeighborAdvertisement answer = solicit(gateway, Addresses.literal("::")).orElseThrow();
    assertFalse(answer.isSolicited());
  }

  private Optional<NeighborAdvertisement> solicit(Inet6Address target, InetAddress from)
      throws LinkException {
    byte[] bytes = target.getAddress();
    Inet6Address group =
        (Inet6Address)
            Addresses.literal(
                "ff02::1:ff"
                    + Integer.toHexString(bytes[13] & 0xff)
                    + ":"
                    + Integer.toHexString((bytes[14] & 0xff) << 8 | (bytes[15] & 0xff)));
    byte[] message =
        new NeighborSolicitation(
                target, from.isAnyLocalAddress() ? Optional.empty() : Optional.of(ethernet.mac()))
            .emit(from, group);
    IpPacket packet =
        IpPacket.unsplittable(from, group, 0, 255, new Payload(IpProtocol.ICMPV6, message));
    MacAddress mac =
        MacAddress.of(0x3333_ff00_0000L | (bytes[13] & 0xffL) << 16 | (bytes[15] & 0xff));
    practice.link.send(new Ethernet(mac, ethernet.mac(), EtherType.IPV6, packet.emit()).emit());
    for (Frame frame : Practice.frames(practice.link, practice.link.now() + 1_000_000_000)) {
      if (!frame.outgoing()) {
        boolean toAll = from.isAnyLocalAddress();
        assertEquals(
            toAll ? MacAddress.parse("33:33:00:00:00:01") : ethernet.mac(),
            frame.dissect().ethernet().orElseThrow().destination());
        NeighborAdvertisement answer =
            (NeighborAdvertisement) frame.dissect().transport().orElseThrow();
        assertTrue(answer.isValidIn(frame.dissect().ip().orElseThrow()));
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  @Test
  void frameToAnUnknownMacReachesNoMachine() throws LinkException {
    IpPacket packet = practice.echo(practice.address("www.lab.test", 4), 100, 64);
    practice.link.send(
        new Ethernet(
                MacAddress.parse("02:00:00:00:00:99"),
                ethernet.mac(),
                EtherType.IPV4,
                packet.emit())
            .emit());
    assertEquals(List.of(), practice.received());
  }

  @Test
  void hostForwardsNoPackets() throws LinkException {
    IpPacket packet = practice.echo(practice.address("www.lab.test", 4), 100, 64);
    MacAddress nas = practice.lab.firstHop(practice.address("nas.lab.test", 4)).nextHopMac();
    practice.link.send(new Ethernet(nas, ethernet.mac(), EtherType.IPV4, packet.emit()).emit());
    assertEquals(List.of(), practice.received());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "::1", "192.168.1.20", "2001:db8:1::20"})
  void clientAnswersItselfOverLoopbackUpToItsMtu(String address) throws LinkException {
    InetAddress self = Addresses.literal(address);
    int largest = Addresses.version(self) == 4 ? 65535 : 65536;
    assertTrue(Practice.isEchoReply(practice.send(practice.echo(self, largest, 64))));
  }

  @Test
  void hostileFramesDoNoHarm() throws LinkException {
    Random random = new Random(7);
    IpPacket packet = practice.echo(practice.address("www.lab.test", 4), 100, 64);
    IpPacket six = practice.echo(practice.address("www.lab.test", 6), 100, 64);
    FirstHop hop = practice.lab.firstHop(packet.destination());
    for (int i = 0; i < 5000; i++) {
      byte[] frame = hop.frame(i % 2 == 0 ? packet : six);
      for (int change = random.nextInt(6); change >= 0; change--) {
        frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt(256);
      }
      practice.link.send(i % 3 == 0 ? Arrays.copyOf(frame, 14 + random.nextInt(100)) : frame);
      Practice.frames(practice.link, practice.link.now() + 100_000_000);
    }
    assertTrue(Practice.isEchoReply(practice.ping("www.lab.test", 4, 100, 64)));
  }
}
