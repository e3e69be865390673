package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packet and its answer have one flow; packets that do not answer each other have two. */
class FlowTest {
  private static final Inet4Address HERE = (Inet4Address) Addresses.literal("192.0.2.1");
  private static final Inet4Address THERE = (Inet4Address) Addresses.literal("192.0.2.9");
  private static final Inet6Address NOBODY = (Inet6Address) Addresses.literal("::");
  private static final Inet6Address ALL_NODES = (Inet6Address) Addresses.literal("ff02::1");

  private static Packets over(int version) {
    return new Packets(version, LinkType.RAW_IP);
  }

  private static Tcp segment(int from, int to) {
    return new Tcp(from, to, 100, 0, Tcp.SYN, 1000, List.of(), new byte[0]);
  }

  private static Flow sent(IpPacket packet) {
    return Flow.ofSent(packet).orElseThrow();
  }

  private static void assertAnswers(Packets packets, Transport question, Transport answer) {
    IpPacket received = packets.received(answer);
    Flow flow = sent(packets.sent(question));
    assertEquals(Optional.of(flow), Flow.ofReceived(received, answer));
    assertEquals(flow.hashCode(), Flow.ofReceived(received, answer).orElseThrow().hashCode());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void answerHasTheFlowOfItsQuestion(int version) {
    Packets packets = over(version);
    IcmpEcho echo = IcmpEcho.request(version, 7, 3, new byte[8]);
    assertAnswers(packets, echo, echo.answered());
    assertAnswers(packets, segment(40_000, 80), segment(80, 40_000));
    assertAnswers(packets, new Udp(40_000, 53, new byte[4]), new Udp(53, 40_000, new byte[4]));
  }

  @Test
  void otherPortsNumbersAndAddressesAreOtherFlows() {
    Packets packets = over(4);
    Flow flow = sent(packets.sent(segment(40_000, 80)));
    assertNotEquals(flow, sent(packets.sent(segment(40_001, 80))));
    assertNotEquals(flow, sent(packets.sent(segment(40_000, 81))));
    assertNotEquals(flow, sent(packets.sent(new Udp(40_000, 80, new byte[0]))));
    assertNotEquals(flow, flow.withLocal(packets.there));
    assertNotEquals(flow, flow.withRemote(packets.here));
    assertEquals(flow, flow.withLocal(packets.here).withRemote(packets.there));
  }

  @Test
  void echoRequestThatArrivesAnswersNothing() {
    IcmpEcho request = IcmpEcho.request(4, 7, 3, new byte[8]);
    assertEquals(Optional.empty(), Flow.ofReceived(over(4).received(request), request));
  }

  /** Routers may quote no more than 8 bytes after the IP header (RFC 792). */
  @Test
  void eightQuotedBytesAreEnoughAndThreeAreNot() throws MalformedPacketException {
    IpPacket whole = over(4).sent(segment(40_000, 80));
    byte[] bytes = whole.emit();
    assertEquals(sent(whole), sent(IpPacket.parse(Arrays.copyOf(bytes, 28))));
    assertEquals(Optional.empty(), Flow.ofSent(IpPacket.parse(Arrays.copyOf(bytes, 23))));
  }

  @Test
  void laterFragmentHasNoPorts() throws MalformedPacketException {
    byte[] bytes = over(4).sent(segment(40_000, 80)).emit();
    bytes[7] = 1; // the fragment offset
    assertEquals(Optional.empty(), Flow.ofSent(IpPacket.parse(bytes)));
  }

  @Test
  void otherProtocolsHaveNoFlow() {
    IpPacket gre =
        new Ipv6((Inet6Address) over(6).here, (Inet6Address) over(6).there, 64, 47, new byte[40]);
    assertEquals(Optional.empty(), Flow.ofSent(gre));
  }

  @Test
  void arpReplyHasTheFlowOfItsRequest() {
    MacAddress theirs = Packets.ROUTERS;
    Arp request = new Arp(Arp.REQUEST, Packets.MINE, HERE, MacAddress.ZERO, THERE);
    Arp reply = new Arp(Arp.REPLY, theirs, THERE, Packets.MINE, HERE);
    Flow flow = Flow.ofSent(EtherType.ARP, request);
    assertEquals(Optional.of(flow), Flow.ofReceived(EtherType.ARP, reply));
    assertEquals(Optional.empty(), Flow.ofReceived(EtherType.ARP, request));
  }

  /** A RARP question names no protocol address: the hardware address is what it is about. */
  @Test
  void rarpReplyAboutAnotherStationIsAnotherFlow() {
    Inet4Address nobody = (Inet4Address) Addresses.literal("0.0.0.0");
    MacAddress asked = MacAddress.parse("02:00:00:12:34:56");
    MacAddress other = MacAddress.parse("02:00:00:12:34:57");
    MacAddress far = MacAddress.parse("02:00:01:12:34:56");
    Flow flow =
        Flow.ofSent(
            EtherType.RARP, new Arp(Arp.REVERSE_REQUEST, Packets.MINE, nobody, asked, nobody));
    assertEquals(Optional.of(flow), rarp(asked));
    assertNotEquals(Optional.of(flow), rarp(other));
    assertNotEquals(Optional.of(flow), rarp(far));
    assertEquals(
        Optional.empty(),
        Flow.ofReceived(
            EtherType.RARP, new Arp(Arp.REVERSE_REQUEST, Packets.MINE, nobody, asked, nobody)));
  }

  private static Optional<Flow> rarp(MacAddress about) {
    return Flow.ofReceived(
        EtherType.RARP, new Arp(Arp.REVERSE_REPLY, Packets.ROUTERS, THERE, about, HERE));
  }

  @Test
  void advertisementHasTheFlowOfItsSolicitation() {
    Inet6Address here = (Inet6Address) over(6).here;
    Inet6Address there = (Inet6Address) Addresses.literal("2001:db8::9");
    assertEquals(Optional.of(solicited(here, there)), advertised(there, here, 255));
    assertEquals(
        Optional.of(solicited(NOBODY, there)),
        advertised(there, ALL_NODES, 255),
        "a question from nowhere is answered to all");
    assertEquals(
        Optional.empty(), advertised(there, here, 254), "it came through a router: a forgery");
  }

  private static Flow solicited(Inet6Address from, Inet6Address target) {
    Inet6Address group = Addresses.solicitedNode(target);
    NeighborSolicitation question = new NeighborSolicitation(target, Optional.empty());
    return sent(new Ipv6(from, group, 255, IpProtocol.ICMPV6, question.emit(from, group)));
  }

  private static Optional<Flow> advertised(Inet6Address from, Inet6Address to, int hopLimit) {
    NeighborAdvertisement answer =
        new NeighborAdvertisement(
            from,
            false,
            !to.isMulticastAddress(),
            true,
            Optional.of(Packets.ROUTERS),
            Checksum.State.CORRECT);
    return Flow.ofReceived(
        new Ipv6(from, to, hopLimit, IpProtocol.ICMPV6, answer.emit(from, to)), answer);
  }
}
