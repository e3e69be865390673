package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hop limit of an answer tells about the machine that answered. */
class MiddleboxConclusionsTest {
  private static final InetAddress TARGET = Addresses.literal("198.51.100.9");
  private static final InetAddress ROUTER = Addresses.literal("192.0.2.254");
  private static final FirstHop THROUGH_ROUTER = hop(LinkType.ETHERNET, ROUTER);
  private static final FirstHop ON_LINK = hop(LinkType.ETHERNET, TARGET);

  private static FirstHop hop(LinkType type, InetAddress next) {
    return new FirstHop(
        "eth0", type, 1500, Addresses.literal("192.0.2.1"), MacAddress.ZERO, next, MacAddress.ZERO);
  }

  private static Optional<Finding> of(FirstHop hop, int hopLimit) {
    return MiddleboxConclusions.of(hop, TARGET, hopLimit, Sent.SYN);
  }

  private static Optional<Finding> proxied(FirstHop hop, int hopLimit) {
    return MiddleboxConclusions.proxied(hop, TARGET, hopLimit, Sent.SYN);
  }

  /** Hosts send with 64, 128 or 255. */
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 255})
  void answerThatPassedNoRouterIsNotFromBehindOne(int hopLimit) {
    MiddleboxAnswers answers =
        assertInstanceOf(MiddleboxAnswers.class, of(THROUGH_ROUTER, hopLimit).orElseThrow());
    assertEquals(ROUTER, answers.gateway());
    assertEquals(hopLimit, answers.hopLimit());
    assertEquals(Degree.GUESSED, answers.grounds().certainty().degree());
    assertEquals(Sent.SYN, answers.grounds().evidence().get(0).sent());
  }

  @Test
  void answerThatPassedARouterIsFromBehindOne() {
    assertEquals(Optional.empty(), of(THROUGH_ROUTER, 63));
  }

  @Test
  void unknownHopLimitTellsNothing() {
    assertEquals(Optional.empty(), of(THROUGH_ROUTER, 0));
    assertEquals(Optional.empty(), proxied(ON_LINK, 0));
  }

  @Test
  void neighborsAnswerPassesNoRouter() {
    assertEquals(Optional.empty(), of(ON_LINK, 64));
    assertEquals(Optional.empty(), proxied(ON_LINK, 64));
  }

  @ParameterizedTest
  @CsvSource({"63, 1", "126, 2", "61, 3"})
  void neighborsAnswerThatPassedRoutersIsThatOfAProxiedHost(int hopLimit, int routers) {
    ProxyNeighbor proxy =
        assertInstanceOf(ProxyNeighbor.class, proxied(ON_LINK, hopLimit).orElseThrow());
    assertEquals(routers, proxy.routers());
    assertEquals(Degree.GUESSED, proxy.grounds().certainty().degree());
  }

  @Test
  void manyRoutersAreRatherAnUnusualFirstHopLimit() {
    assertEquals(Optional.empty(), proxied(ON_LINK, 60));
  }

  @Test
  void noRouterProxiesWhereFramesHaveNoAddresses() {
    assertEquals(Optional.empty(), proxied(hop(LinkType.RAW_IP, TARGET), 63));
    assertEquals(Optional.empty(), proxied(THROUGH_ROUTER, 63));
  }
}
