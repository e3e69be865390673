package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.MalformedPacketException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutersTest {
  private static final String TARGET = "target";

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routerWhereTheTtlRunsOutReportsIt(int version) throws Exception {
    Practice practice = Practice.of(Nets.path(1400));
    // also with a packet that would be too big for the next link: the TTL is looked at first
    for (int bytes : new int[] {100, 1500}) {
      IpPacket probe = practice.echo(practice.address(TARGET, version), bytes, 1);
      List<Dissection> received = practice.send(probe);
      assertEquals(1, received.size());
      IcmpError error = Practice.error(received);
      assertEquals(IcmpError.Kind.TIME_EXCEEDED, error.kind());
      assertEquals(0, error.code());
      assertEquals(Checksum.State.CORRECT, error.checksum());
      assertEquals(
          practice.address("router", version), received.get(0).ip().orElseThrow().source());
      assertStartOf(probe.emit(), error.quote());
    }
  }

  private static void assertStartOf(byte[] whole, byte[] start) {
    assertArrayEquals(Arrays.copyOf(whole, start.length), start);
  }

  @ParameterizedTest
  @CsvSource({"4, 548", "6, 1232"})
  void errorQuotesAsMuchAsEveryHostCanReceive(int version, int quote) throws LinkException {
    Practice practice = Practice.of(Nets.path(1400));
    List<Dissection> received = practice.ping(TARGET, version, 1500, 64);
    assertEquals(quote, Practice.error(received).quote().length);
    assertEquals(version == 4 ? 576 : 1280, received.get(0).ip().orElseThrow().totalLength());
  }

  @Test
  void routerOfRfc792QuotesEightBytesBehindTheHeader() throws LinkException {
    Practice practice = Practice.of(Nets.link(Nets.router().set(Setting.QUOTE, 28), 1400));
    assertEquals(28, Practice.error(practice.ping(TARGET, 4, 1500, 64)).quote().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void packetThatIsTooBigIsDroppedAndTheNextMtuReported(int version) throws Exception {
    Practice practice = Practice.of(Nets.path(1400));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, version, 1400, 64)));
    List<Dissection> received = practice.ping(TARGET, version, 1401, 33);
    assertEquals(1, received.size());
    IcmpError error = Practice.error(received);
    assertEquals(IcmpError.Kind.TOO_BIG, error.kind());
    assertEquals(1400, error.nextHopMtu());
    // the quote is of the packet as it came in
    assertEquals(33, error.quoted().hopLimit());
    assertEquals(1401, error.quoted().totalLength());
  }

  @Test
  void ttlIsLoweredHopByHop() throws Exception {
    TopologyBuilder builder =
        new TopologyBuilder("two routers")
            .client("client", "10.0.0.2/24")
            .router("r1", "10.0.0.1")
            .router("r2", "10.0.1.1")
            .host(TARGET, "10.2.0.1")
            .link("client", "r1")
            .link("r1", "r2")
            .link("r2", TARGET)
            .set(Setting.MTU, 1000);
    Practice practice = Practice.of(builder);
    IcmpError error = Practice.error(practice.ping(TARGET, 4, 1001, 64));
    assertEquals(63, error.quoted().hopLimit());
    assertEquals(Checksum.State.CORRECT, error.quoted().headerChecksum());
    assertEquals(
        practice.address("r2", 4),
        practice.ping(TARGET, 4, 100, 2).get(0).ip().orElseThrow().source());
    assertEquals(62, practice.ping(TARGET, 4, 100, 3).get(0).ip().orElseThrow().hopLimit());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1000, 1000", "40, 40"})
  void liarClaimsTheMtuThatIsSet(int claims, int told) throws LinkException {
    Practice practice = Practice.of(Nets.link(Nets.router().set(Setting.CLAIMS, claims), 1400));
    assertEquals(told, Practice.error(practice.ping(TARGET, 4, 1500, 64)).nextHopMtu());
    assertEquals(told, Practice.error(practice.ping(TARGET, 6, 1500, 64)).nextHopMtu());
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 1400, 64)));
  }

  @Test
  void liarMayClaimAnMtuLargerThanThePacket() throws LinkException {
    Practice practice = Practice.of(Nets.link(Nets.router().set(Setting.CLAIMS_MORE, 100), 1400));
    assertEquals(1550, Practice.error(practice.ping(TARGET, 4, 1450, 64)).nextHopMtu());
  }

  @Test
  void falseAlarmIsRaisedAboutAPacketThatArrives() throws LinkException {
    Practice practice = Practice.of(Nets.link(Nets.router().set(Setting.CRIES, 900), 1400));
    List<Dissection> received = practice.ping(TARGET, 4, 1200, 64);
    assertEquals(2, received.size());
    assertEquals(900, Practice.error(received).nextHopMtu());
    assertTrue(Practice.isEchoReply(received));
    assertEquals(1, practice.ping(TARGET, 4, 900, 64).size());
  }

  @Test
  void silentRoutersSendNoErrors() throws LinkException {
    Practice practice =
        Practice.of(
            Nets.link(Nets.router().set(Setting.NO_TIME_EXCEEDED).set(Setting.NO_TOO_BIG), 1400));
    assertEquals(List.of(), practice.ping(TARGET, 4, 100, 1));
    assertEquals(List.of(), practice.ping(TARGET, 4, 1401, 64));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 1400, 64)));
  }

  @Test
  void blackHoleDropsPacketsInOneDirectionOrBoth() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500).there().set(Setting.HOLE, 1400));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 1400, 64)));
    assertEquals(List.of(), practice.ping(TARGET, 4, 1401, 64));
    assertEquals(
        IcmpError.Kind.TIME_EXCEEDED,
        Practice.error(practice.ping(TARGET, 4, 1401, 1)).kind(),
        "in front of the hole it is alive");
    Practice back = Practice.of(Nets.path(1500).back().set(Setting.HOLE, 1400));
    assertEquals(List.of(), back.ping(TARGET, 4, 1401, 64));
    assertEquals(1500, back.lab.topology().pathMtu(TARGET, 4));
  }

  @Test
  void errorsAreLimitedButNotPacketTooBig() throws LinkException {
    Practice practice =
        Practice.of(
            Nets.link(Nets.router().set(Setting.ICMP_RATE, 2).set(Setting.ICMP_BURST, 3), 1400));
    assertEquals(3, answersToBurst(practice, 100, 1));
    assertEquals(10, answersToBurst(practice, 1401, 64));
  }

  @Test
  void packetTooBigHasALimitOfItsOwn() throws LinkException {
    Practice practice =
        Practice.of(
            Nets.link(
                Nets.router().set(Setting.TOO_BIG_RATE, 2).set(Setting.TOO_BIG_BURST, 4), 1400));
    assertEquals(4, answersToBurst(practice, 1401, 64));
    assertEquals(10, answersToBurst(practice, 100, 1));
  }

  private static int answersToBurst(Practice practice, int bytes, int ttl) throws LinkException {
    for (int i = 0; i < 10; i++) {
      IpPacket packet = practice.echo(practice.address(TARGET, 4), bytes, ttl);
      practice.link.send(practice.lab.firstHop(packet.destination()).frame(packet));
    }
    return practice.received().size();
  }

  @ParameterizedTest
  @CsvSource({"4, 192.0.2.1, 0", "6, 3fff::1, 0"})
  void networkWithoutARouteIsUnreachable(int version, String address, int code)
      throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    IcmpError error =
        Practice.error(practice.send(practice.echo(Addresses.literal(address), 100, 64)));
    assertEquals(IcmpError.Kind.UNREACHABLE, error.kind());
    assertEquals(version, error.version());
    assertEquals(code, error.code());
  }

  @ParameterizedTest
  @CsvSource({"10.2.0.77, 1", "2001:db8:2::77, 3"})
  void unusedAddressOfAKnownNetworkIsUnreachableAfterThreeSeconds(String address, int code)
      throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    IpPacket packet = practice.echo(Addresses.literal(address), 100, 64);
    practice.link.send(practice.lab.firstHop(packet.destination()).frame(packet));
    long until = practice.link.now() + 3_000_000_000L;
    assertTrue(Practice.frames(practice.link, until).stream().allMatch(f -> f.outgoing()));
    IcmpError error = Practice.error(practice.received());
    assertEquals(IcmpError.Kind.UNREACHABLE, error.kind());
    assertEquals(code, error.code());
  }

  @Test
  void noErrorIsSentAboutAnError() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    Inet4Address source = (Inet4Address) practice.address("client", 4);
    Inet4Address target = (Inet4Address) practice.address(TARGET, 4);
    byte[] quote = practice.echo(target, 100, 64).emit();
    byte[] error = IcmpError.timeExceeded(4, quote).emit(source, target);
    assertEquals(List.of(), practice.send(new Ipv4(source, target, 1, 1, IpProtocol.ICMP, error)));
  }

  @Test
  void ipv4PacketWithoutDfIsSplitAndReassembled() throws LinkException {
    Practice practice = Practice.of(Nets.path(600));
    Ipv4 whole = (Ipv4) practice.echo(practice.address(TARGET, 4), 1500, 64);
    List<Dissection> received = practice.send(splittable(whole));
    // the reply is as long as the request, so it comes back in pieces, of the target's own making
    List<Ipv4> pieces = new ArrayList<>();
    for (Dissection dissection : received) {
      pieces.add((Ipv4) dissection.ip().orElseThrow());
    }
    assertEquals(3, pieces.size());
    assertEquals(List.of(0, 576, 1152), pieces.stream().map(Ipv4::fragmentOffset).toList());
    assertEquals(List.of(596, 596, 348), pieces.stream().map(Ipv4::totalLength).toList());
    assertEquals(List.of(true, true, false), pieces.stream().map(Ipv4::moreFragments).toList());
    assertEquals(1, pieces.stream().mapToLong(Ipv4::identification).distinct().count());
    Reassembler reassembler = new Reassembler();
    assertTrue(reassembler.add(pieces.get(2)).isEmpty());
    assertTrue(reassembler.add(pieces.get(0)).isEmpty());
    Datagram joined = reassembler.add(pieces.get(1)).orElseThrow();
    assertTrue(joined.transport().orElseThrow() instanceof IcmpEcho reply && !reply.isRequest());
    assertArrayEquals(echoData(Datagram.of(whole)), echoData(joined));
  }

  private static byte[] echoData(Datagram datagram) {
    return ((IcmpEcho) datagram.transport().orElseThrow()).data();
  }

  static Ipv4 splittable(Ipv4 packet) {
    return new Ipv4(
        0,
        77,
        false,
        false,
        0,
        packet.hopLimit(),
        packet.protocol(),
        packet.source(),
        packet.destination(),
        new byte[0],
        packet.totalLength(),
        Checksum.State.CORRECT,
        packet.payload());
  }

  @Test
  void packetWithAWrongHeaderChecksumIsDropped() throws LinkException, MalformedPacketException {
    Practice practice = Practice.of(Nets.path(1500));
    IpPacket packet = practice.echo(practice.address(TARGET, 4), 100, 64);
    byte[] frame = practice.lab.firstHop(packet.destination()).frame(packet);
    frame[24] ^= 1;
    practice.link.send(frame);
    assertEquals(List.of(), practice.received());
  }

  @Test
  void everyLinkCarries1280BytesOfIpv6() throws LinkException {
    Practice practice = Practice.of(Nets.path(600));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 6, 1280, 64)));
    assertEquals(1280, Practice.error(practice.ping(TARGET, 6, 1281, 64)).nextHopMtu());
    assertEquals(600, Practice.error(practice.ping(TARGET, 4, 1281, 64)).nextHopMtu());
  }

  @Test
  void packetThatIsTooLongForTheNextInterfaceIsDropped() throws LinkException {
    TopologyBuilder builder =
        new TopologyBuilder("a jumbo frame to an ordinary machine")
            .client("client", "10.0.0.2/24")
            .set(Setting.MTU, 9000)
            .router("router", "10.0.0.1")
            .host(TARGET, "10.2.0.1")
            .link("client", "router")
            .set(Setting.MTU, 1500)
            .link("router", TARGET)
            .set(Setting.MTU, 9000);
    Practice practice = Practice.of(builder);
    assertEquals(1500, practice.lab.topology().pathMtu(TARGET, 4));
    assertEquals(0, practice.lab.topology().bottleneckHop(TARGET, 4));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 1500, 64)));
    assertEquals(List.of(), practice.ping(TARGET, 4, 1501, 64));
  }

  @Test
  void bottleneckIsTheRouterInFrontOfTheNarrowestLink() {
    Topology staircase = Lab.open("staircase", 1).topology();
    assertEquals(3, staircase.bottleneckHop("www.lab.test", 4));
    assertEquals(3, Lab.open("blackhole", 1).topology().bottleneckHop("www.lab.test", 6));
    assertThrows(IllegalArgumentException.class, () -> staircase.pathMtu("nobody", 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void middleboxEchoesInPlaceOfTheTarget(int version) throws Exception {
    Practice practice =
        Practice.of(
            new TopologyBuilder("middlebox")
                .client("client", "10.0.0.2/24", "2001:db8::2/64")
                .router("router", "10.0.0.1/24", "2001:db8::1/64")
                .set(Setting.ECHOES_FOR_OTHERS)
                .host(TARGET, "10.2.0.1", "2001:db8:2::1")
                .set(Setting.TTL, 128)
                .link("client", "router")
                .link("router", TARGET));
    List<Dissection> received = practice.ping(TARGET, version, 100, 1);
    IpPacket answer = received.get(0).ip().orElseThrow();
    assertEquals(practice.address(TARGET, version), answer.source());
    assertEquals(64, answer.hopLimit());
  }
}
