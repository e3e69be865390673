package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  private static final String TARGET = "target";

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoReplyBringsBackTheData(int version) throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    IpPacket question = practice.echo(practice.address(TARGET, version), 777, 64);
    List<Dissection> received = practice.send(question);
    assertEquals(1, received.size());
    IpPacket answer = received.get(0).ip().orElseThrow();
    assertEquals(question.destination(), answer.source());
    assertEquals(question.source(), answer.destination());
    assertEquals(777, answer.totalLength());
    assertEquals(63, answer.hopLimit(), "64, and one router");
    IcmpEcho echo = (IcmpEcho) received.get(0).transport().orElseThrow();
    IcmpEcho sent = (IcmpEcho) Datagram.of(question).transport().orElseThrow();
    assertFalse(echo.isRequest());
    assertEquals(Checksum.State.CORRECT, echo.checksum());
    assertEquals(sent.identifier(), echo.identifier());
    assertEquals(sent.sequence(), echo.sequence());
    assertArrayEquals(sent.data(), echo.data());
    if (answer instanceof Ipv4 four) {
      assertFalse(four.dontFragment());
    }
  }

  @Test
  void shortFramesArriveWithPadding() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    IpPacket question = practice.echo(practice.address(TARGET, 4), 28, 64);
    practice.link.send(practice.lab.firstHop(question.destination()).frame(question));
    List<Frame> frames = Practice.frames(practice.link, 1_000_000_000);
    assertEquals(42, frames.get(0).length());
    assertEquals(60, frames.get(1).length());
    assertEquals(28, frames.get(1).dissect().ip().orElseThrow().totalLength());
  }

  @Test
  void settingsMakeAHostSilentOrChangeItsTtl() throws LinkException {
    Practice silent = Practice.of(Nets.link(Nets.target().set(Setting.NO_ECHO), 1500));
    assertEquals(List.of(), silent.ping(TARGET, 4, 100, 64));
    Practice windows = Practice.of(Nets.link(Nets.target().set(Setting.TTL, 128), 1500));
    for (int version : new int[] {4, 6}) {
      IpPacket answer = windows.ping(TARGET, version, 100, 64).get(0).ip().orElseThrow();
      assertEquals(127, answer.hopLimit());
    }
  }

  @Test
  void delaysAndLimitsEchoReplies() throws LinkException {
    Practice practice =
        Practice.of(
            Nets.link(
                Nets.target()
                    .set(Setting.REPLY_DELAY, 250_000_000)
                    .set(Setting.ECHO_RATE, 1)
                    .set(Setting.ECHO_BURST, 2),
                1500));
    for (int i = 0; i < 5; i++) {
      IpPacket question = practice.echo(practice.address(TARGET, 4), 100, 64);
      practice.link.send(practice.lab.firstHop(question.destination()).frame(question));
    }
    List<Frame> frames = Practice.frames(practice.link, 1_000_000_000);
    assertEquals(5 + 2, frames.size());
    assertEquals(254_000_000, frames.get(5).at());
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 100, 64)), "a second later");
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "6, 4"})
  void closedUdpPortIsReportedAsUnreachable(int version, int code) throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    InetAddress target = practice.address(TARGET, version);
    InetAddress source = practice.lab.firstHop(target).source();
    byte[] datagram = new Udp(40000, 33434, new byte[100]).emit(source, target);
    IpPacket packet =
        IpPacket.unsplittable(source, target, 5, 64, new Payload(IpProtocol.UDP, datagram));
    IcmpError error = Practice.error(practice.send(packet));
    assertEquals(IcmpError.Kind.UNREACHABLE, error.kind());
    assertEquals(code, error.code());
    assertEquals("port unreachable", error.inWords());
    // not for a damaged one
    datagram[20] ^= 1;
    assertEquals(
        List.of(),
        practice.send(
            IpPacket.unsplittable(source, target, 5, 64, new Payload(IpProtocol.UDP, datagram))));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void closedTcpPortAnswersWithAReset(int version) throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    InetAddress target = practice.address(TARGET, version);
    InetAddress source = practice.lab.firstHop(target).source();
    Tcp syn = new Tcp(40000, 80, 0xffff_ffffL, 0, Tcp.SYN, 64240, List.of(), new byte[0]);
    Tcp reset = exchange(practice, source, target, syn);
    assertEquals("RST ACK", reset.flagsInWords());
    assertEquals(0, reset.acknowledgment(), "the number behind the last one is the first");
    assertEquals(80, reset.sourcePort());
    assertEquals(40000, reset.destinationPort());
    Tcp ack = new Tcp(40000, 80, 5, 17, Tcp.ACK, 64240, List.of(), new byte[0]);
    Tcp other = exchange(practice, source, target, ack);
    assertEquals("RST", other.flagsInWords());
    assertEquals(17, other.sequence());
    Tcp rst = new Tcp(40000, 80, 5, 17, Tcp.RST, 0, List.of(), new byte[0]);
    assertEquals(List.of(), practice.send(packet(source, target, rst)));
  }

  private static Tcp exchange(Practice practice, InetAddress from, InetAddress to, Tcp segment)
      throws LinkException {
    Tcp answer = (Tcp) practice.send(packet(from, to, segment)).get(0).transport().orElseThrow();
    assertEquals(Checksum.State.CORRECT, answer.checksum());
    return answer;
  }

  private static IpPacket packet(InetAddress source, InetAddress target, Tcp segment) {
    return IpPacket.unsplittable(
        source, target, 1, 64, new Payload(IpProtocol.TCP, segment.emit(source, target)));
  }

  @Test
  void unknownProtocolIsReported() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    for (int version : new int[] {4, 6}) {
      InetAddress target = practice.address(TARGET, version);
      InetAddress source = practice.lab.firstHop(target).source();
      IcmpError error =
          Practice.error(
              practice.send(
                  IpPacket.unsplittable(source, target, 1, 64, new Payload(253, new byte[40]))));
      assertEquals(
          version == 4 ? "protocol unreachable" : "parameter problem, code 1", error.inWords());
    }
  }

  @Test
  void damagedRequestGetsNoAnswer() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500));
    for (int version : new int[] {4, 6}) {
      IpPacket packet = practice.echo(practice.address(TARGET, version), 200, 64);
      byte[] frame = practice.lab.firstHop(packet.destination()).frame(packet);
      frame[150] ^= 0x10;
      practice.link.send(frame);
      assertEquals(List.of(), practice.received());
    }
  }

  @Test
  void ipv4RepliesComeInPiecesOverANarrowReturnPath() throws LinkException {
    Practice practice = Practice.of(routerInBetween().back().set(Setting.MTU, 1000));
    List<Dissection> received = practice.ping(TARGET, 4, 1500, 64);
    List<IpPacket> pieces = new ArrayList<>();
    for (Dissection dissection : received) {
      pieces.add(dissection.ip().orElseThrow());
    }
    assertEquals(2, pieces.size());
    assertTrue(pieces.get(0).moreFragments());
    assertEquals(996, pieces.get(0).totalLength());
    assertEquals(976, pieces.get(1).fragmentOffset());
    assertEquals(20 + 504, pieces.get(1).totalLength());
    assertEquals(1500, practice.lab.topology().pathMtu(TARGET, 4));
  }

  @Test
  void ipv6RepliesAreLostOnANarrowReturnPathUntilTheirSenderLearns() throws LinkException {
    Practice practice = Practice.of(routerInBetween().back().set(Setting.MTU, 1300));
    assertEquals(List.of(), practice.ping(TARGET, 6, 1500, 64));
    List<Dissection> received = practice.ping(TARGET, 6, 1500, 64);
    assertEquals(2, received.size());
    Ipv6 first = (Ipv6) received.get(0).ip().orElseThrow();
    Ipv6 second = (Ipv6) received.get(1).ip().orElseThrow();
    assertEquals(1296, first.totalLength());
    assertEquals(IpProtocol.ICMPV6, first.protocol());
    assertTrue(first.moreFragments());
    assertFalse(second.moreFragments());
    assertEquals(first.payload().length, second.fragmentOffset());
    assertEquals(1500 - 40, first.payload().length + second.payload().length);
    assertEquals(first.identification(), second.identification());
  }

  @Test
  void hostThatSetsDfLearnsThePathMtu() throws LinkException {
    TopologyBuilder nodes = twoRouters();
    nodes.host(TARGET, "10.2.0.1/24").set(Setting.REPLY_DF);
    Practice practice = Practice.of(cables(nodes).back().set(Setting.MTU, 1300));
    assertEquals(List.of(), practice.ping(TARGET, 4, 1500, 64));
    assertTrue(Practice.isEchoReply(practice.ping(TARGET, 4, 1300, 64)));
    assertEquals(List.of(), practice.ping(TARGET, 4, 1301, 64), "its kernel refuses to send it");
  }

  private static TopologyBuilder routerInBetween() {
    return cables(twoRouters().host(TARGET, "10.2.0.1/24", "2001:db8:2::1/64"));
  }

  private static TopologyBuilder twoRouters() {
    return new TopologyBuilder("two routers")
        .client("client", "10.0.0.2/24", "2001:db8::2/64")
        .router("r1", "10.0.0.1", "2001:db8::1")
        .router("r2", "10.0.1.1", "2001:db8:1::1");
  }

  private static TopologyBuilder cables(TopologyBuilder nodes) {
    return nodes.link("client", "r1").link("r2", TARGET).link("r1", "r2");
  }
}
