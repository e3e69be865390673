package dev.jnet.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.FirstHop;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether the first router answers SYNs for the target, by its round trips on a practice network.
 */
class AnswerOriginTest {
  private static ReplyOrigin ask(Setting first, int value, int version) throws Exception {
    return ask(first, value, version, 0);
  }

  /** Asks after an answer that took {@code late} ns more than the path takes. */
  private static ReplyOrigin ask(Setting first, int value, int version, long late)
      throws Exception {
    TopologyBuilder path =
        new TopologyBuilder("a path")
            .client("client", "10.0.0.2/24", "2001:db8::2/64")
            .router("router", "10.0.0.1/24", "2001:db8::1/64")
            .set(first, value)
            .host("target", "10.2.0.1/24", "2001:db8:2::1/64")
            .link("client", "router")
            .link("router", "target")
            .set(Setting.DELAY, 5 * Nanos.MILLISECOND);
    Lab lab = Lab.of(path.build(), 1);
    Practice practice = new Practice(lab);
    InetAddress target = practice.address("target", version);
    FirstHop hop = lab.firstHop(target);
    HandshakeQuestion question =
        new HandshakeQuestion(
            target,
            new Port(81),
            hop,
            new Port(50_000),
            TcpSettings.linux(version, hop.mtu()),
            true,
            new byte[0],
            0,
            Nanos.SECOND,
            1);
    HandshakeResult result = practice.run(new Handshake(question));
    assertEquals(HandshakeResult.Status.CLOSED, result.status());
    return practice.run(new AnswerOrigin(question, result.roundTrip() + late));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routerThatResetsForTheTargetIsFound(int version) throws Exception {
    assertEquals(ReplyOrigin.FIRST_ROUTER, ask(Setting.REFUSES_FOR_OTHERS, 81, version));
  }

  /** The first packet on a path often waits longer than the next ones. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void oneSlowAnswerDoesNotHideTheRouter(int version) throws Exception {
    long late = 2 * Nanos.MILLISECOND;
    assertEquals(ReplyOrigin.FIRST_ROUTER, ask(Setting.REFUSES_FOR_OTHERS, 81, version, late));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void targetBehindARouterThatSetsHopLimitsAnswersFromBeyond(int version) throws Exception {
    assertEquals(ReplyOrigin.BEYOND, ask(Setting.SETS_TTL, 64, version));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silentRouterTellsNothing(int version) throws Exception {
    assertEquals(ReplyOrigin.UNKNOWN, ask(Setting.NO_TIME_EXCEEDED, 1, version));
  }
}
