package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkType;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What frames a probe sends, and which acknowledgment confirms it. */
class ProbeTest {
  private static Packets over(int version) {
    return new Packets(version, LinkType.ETHERNET);
  }

  private static Tcp segment(long sequence, int flags, int bytes) {
    return new Tcp(40_000, 80, sequence, 0, flags, 1000, List.of(), new byte[bytes]);
  }

  @Test
  void sameBytesSentTwiceAreTwoQuestions() {
    Packets packets = over(4);
    assertArrayEquals(packets.probe().frame(), packets.probe().frame());
    assertNotEquals(packets.probe(), packets.probe());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void packetLeavesInAFrameForTheNextHop(int version) {
    Packets packets = over(version);
    Probe probe = Probe.of(packets.hop, packets.request(8));
    Dissection frame = Dissection.ofEthernet(probe.frame());
    Ethernet ethernet = frame.ethernet().orElseThrow();
    assertEquals(Packets.ROUTERS, ethernet.destination());
    assertEquals(Packets.MINE, ethernet.source());
    assertEquals(packets.there, frame.ip().orElseThrow().destination());
    assertEquals(probe.packet().totalLength(), probe.firstLength());
    assertEquals(List.of(), probe.furtherFrames());
  }

  /** SYN and FIN each count as a byte, and numbers begin again after 2^32 − 1. */
  @ParameterizedTest
  @CsvSource({
    "100, 2, 0, 101",
    "100, 2, 20, 121",
    "100, 16, 20, 120",
    "100, 17, 20, 121",
    "4294967295, 2, 0, 0",
    "4294967290, 16, 10, 4"
  })
  void segmentIsConfirmedByTheNumberAfterIt(long sequence, int flags, int bytes, long by) {
    Packets packets = over(4);
    Probe probe =
        Probe.of(packets.hop, packets.there, 1, Ttl.DEFAULT, segment(sequence, flags, bytes));
    assertEquals(by, probe.acknowledgedBy());
  }

  @Test
  void noAcknowledgmentConfirmsAnEchoRequest() {
    assertTrue(over(4).probe().acknowledgedBy() < 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void packetThatFitsIsNotSplit(int version) {
    Packets packets = over(version);
    IpPacket packet = packets.request(1472 - (version == 4 ? 0 : 20));
    assertEquals(1500, packet.totalLength());
    assertEquals(List.of(), Probe.split(packets.hop, packet, 1500, 7).furtherFrames());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void longPacketLeavesInFragmentsThatHoldAllOfIt(int version) throws MalformedPacketException {
    Packets packets = over(version);
    IpPacket packet = packets.request(4000);
    Probe probe = Probe.split(packets.hop, packet, 1400, 7);
    List<byte[]> frames = new ArrayList<>(List.of(probe.frame()));
    frames.addAll(probe.furtherFrames());
    assertEquals(3, frames.size());
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      IpPacket fragment = Dissection.ofEthernet(frame).ip().orElseThrow();
      assertTrue(fragment.totalLength() <= 1400, fragment::toString);
      assertEquals(payload.size(), fragment.fragmentOffset());
      payload.writeBytes(fragment.payload());
    }
    assertArrayEquals(packet.payload(), payload.toByteArray());
    assertEquals(
        Dissection.ofEthernet(probe.frame()).ip().orElseThrow().totalLength(),
        probe.firstLength(),
        "an ICMP error quotes the first fragment");
    assertEquals(packet.totalLength(), probe.packet().totalLength());
    assertEquals(Flow.ofSent(packet).orElseThrow(), probe.flow());
  }

  @Test
  void questionToAllStationsIsInNoIpPacket() {
    Inet4Address here = (Inet4Address) over(4).here;
    Inet4Address there = (Inet4Address) Addresses.literal("192.0.2.9");
    Arp question = new Arp(Arp.REQUEST, Packets.MINE, here, MacAddress.ZERO, there);
    Probe probe = Probe.broadcast(EtherType.ARP, question);
    Dissection frame = Dissection.ofEthernet(probe.frame());
    assertEquals(MacAddress.BROADCAST, frame.ethernet().orElseThrow().destination());
    assertEquals(question, frame.arp().orElseThrow());
    assertTrue(probe.flow().asksNeighbor());
    assertThrows(IllegalStateException.class, probe::packet);
  }

  @Test
  void protocolWithoutFlowsIsRefused() {
    Packets packets = over(6);
    Ipv6 gre =
        new Ipv6((Inet6Address) packets.here, (Inet6Address) packets.there, 64, 47, new byte[40]);
    assertThrows(IllegalArgumentException.class, () -> Probe.of(packets.hop, gre));
  }
}
