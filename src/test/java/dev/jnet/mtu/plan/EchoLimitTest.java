package dev.jnet.mtu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Port;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches where echo requests end below the size that arrives, or seem to. */
class EchoLimitTest {
  private static final List<Via> AUTO =
      List.of(Via.ICMP, Via.tcp(new Port(443)), Via.tcp(new Port(80)), Via.ANY_UDP);
  private static final List<Via> ECHO = List.of(Via.ICMP);
  private static final int LIMIT = 1028;
  private static final int PORT_CLOSED = 0;

  /** A path of three links, whose last one carries {@code mtu} bytes. */
  private static final class Path {
    private final TopologyBuilder builder = new TopologyBuilder("a path");
    private final int mtu;
    private int filter = (int) Setting.ECHO_FILTER.standard();
    private int segments = (int) Setting.TCP_FILTER.standard();
    private int datagrams = (int) Setting.UDP_FILTER.standard();
    private int echoes = (int) Setting.ECHO_LIMIT.standard();
    private int middlebox;
    private int hole = (int) Setting.HOLE.standard();
    private int open = PORT_CLOSED;
    private boolean mute;

    Path(int mtu) {
      this.mtu = mtu;
    }

    FirstAnswered.Result ask(int version, List<Via> kinds) throws LinkException {
      builder
          .client("client", "10.0.0.2/24", "2001:db8::2/64")
          .router("r1", "10.0.0.1/24", "2001:db8:1::1")
          .set(Setting.ECHO_FILTER, filter)
          .set(Setting.TCP_FILTER, segments)
          .set(Setting.UDP_FILTER, datagrams)
          .set(Setting.REFUSES_FOR_OTHERS, middlebox)
          .router("r2", "10.1.0.2", "2001:db8:1::2")
          .host("target", "10.2.0.1", "2001:db8:2::1")
          .set(Setting.ECHO_LIMIT, echoes)
          .set(Setting.NO_UNREACHABLE, mute ? 1 : 0)
          .set(Setting.LISTENS, open)
          .set(Setting.FILTERED, mute ? 443 : 0);
      builder.link("client", "r1").set(Setting.MTU, 1500);
      builder.link("r1", "r2").set(Setting.MTU, 1500).set(Setting.HOLE, hole);
      builder.link("r2", "target").set(Setting.MTU, mtu);
      Lab lab = Lab.of(builder.build(), 1);
      Practice practice = new Practice(lab);
      InetAddress target = practice.address("target", version);
      FirstHop hop = lab.firstHop(target);
      MtuQuestion question = new MtuQuestion(target, hop, new Mtu(1500), 7);
      return practice.run(new MtuSearchPlan(question, kinds, 50_000, false).firstAnswered());
    }
  }

  private static void assertBoth(int mtu, MtuResult result) {
    assertEquals(mtu, result.lower(), result::toString);
    assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    assertEquals(LIMIT, result.wayBack().largestEcho(), result::toString);
    assertFalse(result.blackHole(), result::toString);
  }

  @ParameterizedTest
  @CsvSource({"4,0", "4,443", "4,80", "6,0", "6,443", "6,80"})
  void findsByTcpWhatTheTargetDoesNotEcho(int version, int open) throws LinkException {
    Path path = new Path(1400);
    path.echoes = LIMIT;
    path.open = open;
    FirstAnswered.Result found = path.ask(version, AUTO);
    assertBoth(1400, found.result());
    assertEquals(Via.Kind.TCP, AUTO.get(found.kind()).kind());
    assertEquals(Via.Kind.TCP, found.result().wayBack().largerBy());
  }

  @ParameterizedTest
  @CsvSource({"4,0", "4,80", "6,0", "6,80"})
  void findsByTcpWhatAFirewallDoesNotLetPass(int version, int open) throws LinkException {
    Path path = new Path(1400);
    path.filter = LIMIT;
    path.open = open;
    assertBoth(1400, path.ask(version, AUTO).result());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void largestSynThatArrivesIsThePathMtu(int version) throws LinkException {
    Path path = new Path(1500);
    path.echoes = LIMIT;
    path.open = 80;
    FirstAnswered.Result found = path.ask(version, ECHO);
    assertBoth(1500, found.result());
    assertEquals(0, found.kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void echoRequestsAloneLeaveARange(int version) throws LinkException {
    Path path = new Path(1400);
    path.echoes = LIMIT;
    MtuResult result = path.ask(version, ECHO).result();
    assertEquals(Confidence.BRACKETED, result.confidence(), result::toString);
    assertEquals(LIMIT, result.wayBack().largestEcho(), result::toString);
    assertFalse(result.blackHole(), result::toString);
  }

  @ParameterizedTest
  @CsvSource({"4,0", "4,80", "6,0", "6,80"})
  void silenceByTcpIsABlackHole(int version, int open) throws LinkException {
    Path path = new Path(1500);
    path.hole = 1400;
    path.open = open;
    FirstAnswered.Result found = path.ask(version, AUTO);
    MtuResult result = found.result();
    assertEquals(0, found.kind());
    assertEquals(1400, result.lower(), result::toString);
    assertTrue(result.blackHole() && result.wayBack().ruledOut(), result::toString);
    assertTrue(result.probes() <= 60, result::toString);
  }

  private static void assertSize(int bytes, boolean blackHole, MtuResult result) {
    assertEquals(bytes, result.lower(), result::toString);
    assertEquals(Confidence.CONFIRMED, result.confidence(), result::toString);
    assertEquals(blackHole, result.blackHole(), result::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void whatArrivesOfOneProtocolSaysNothingOfAnother(int version) throws LinkException {
    for (Via via : List.of(Via.ICMP, Via.tcp(new Port(80)), Via.ANY_UDP)) {
      Path ofSegments = new Path(1500);
      ofSegments.segments = 1300;
      ofSegments.open = 80;
      boolean bySegments = via.kind() == Via.Kind.TCP;
      MtuResult first = ofSegments.ask(version, List.of(via)).result();
      assertSize(bySegments ? 1300 : 1500, bySegments, first);

      Path ofDatagrams = new Path(1500);
      ofDatagrams.datagrams = 1300;
      ofDatagrams.open = 80;
      boolean byDatagrams = via.kind() == Via.Kind.UDP;
      MtuResult second = ofDatagrams.ask(version, List.of(via)).result();
      assertSize(byDatagrams ? 1300 : 1500, byDatagrams, second);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void nothingIsRuledOutWhereOnlyEchoIsAnswered(int version) throws LinkException {
    Path path = new Path(1500);
    path.filter = 1300;
    path.mute = true;
    path.middlebox = 80; // resets of the first router say nothing about the target
    MtuResult result = path.ask(version, AUTO).result();
    assertEquals(1300, result.lower(), result::toString);
    assertTrue(result.blackHole(), result::toString);
    assertFalse(result.wayBack().ruledOut(), result::toString);
  }
}
