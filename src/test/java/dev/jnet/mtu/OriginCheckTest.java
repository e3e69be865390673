package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.OriginCheck;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers for the target is told by the first router's round trips. */
class OriginCheckTest {
  private static final long TIMEOUT = Nanos.SECOND;

  private HandMadeReplies replies;
  private OriginCheck check;

  /** Begins a check of a target whose shortest round trip is {@code roundTrip} ns. */
  private List<Probe> begin(int version, long roundTrip) {
    replies = new HandMadeReplies(version);
    Carrier carrier = new EchoCarrier(new ProbeFactory(replies.question));
    check =
        new OriginCheck(
            ttl -> carrier.probe(MtuQuestion.SMALLEST, ttl), carrier::arrived, () -> roundTrip);
    assertEquals(Long.MIN_VALUE, check.wakeAt(TIMEOUT));
    List<Probe> probes = new ArrayList<>();
    for (Optional<Probe> next = check.next(0); next.isPresent(); next = check.next(0)) {
      probes.add(next.get());
    }
    return probes;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void threeSmallProbesGoNoFartherThanTheFirstRouter(int version) {
    List<Probe> probes = begin(version, HandMadeReplies.RTT);
    assertEquals(3, probes.size());
    assertEquals(3, check.count());
    for (Probe probe : probes) {
      assertEquals(new Ttl(1).value(), probe.packet().hopLimit());
      assertEquals(MtuQuestion.SMALLEST, probe.packet().emit().length);
    }
  }

  /**
   * HandMadeReplies' router answers after 20 ms: up to half as long again, and slack, is as near.
   */
  @ParameterizedTest
  @CsvSource({"4, 20, FIRST_ROUTER", "6, 30, FIRST_ROUTER", "4, 31, BEYOND", "6, 80, BEYOND"})
  void answerAsFastAsTheRoutersComesFromTheRouter(
      int version, long milliseconds, ReplyOrigin origin) {
    List<Probe> probes = begin(version, milliseconds * Nanos.MILLISECOND);
    for (Probe probe : probes) {
      assertFalse(check.done(0, TIMEOUT));
      assertTrue(check.accept(replies.timeExceeded(probe, replies.router(1))));
    }
    assertTrue(check.done(0, TIMEOUT));
    assertEquals(Diagnosis.NEVER, check.wakeAt(TIMEOUT));
    assertEquals(origin, check.found());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void answerOfTheTargetToAProbeThatEndsAtTheRouterIsTheRouters(int version) {
    List<Probe> probes = begin(version, 80 * Nanos.MILLISECOND);
    assertTrue(check.accept(replies.timeExceeded(probes.get(0), replies.router(1))));
    assertTrue(check.accept(replies.echoed(probes.get(1))));
    assertEquals(ReplyOrigin.FIRST_ROUTER, check.found());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void silentRouterLeavesItUnknownAfterThePatience(int version) {
    begin(version, HandMadeReplies.RTT);
    assertEquals(TIMEOUT, check.wakeAt(TIMEOUT));
    assertFalse(check.done(TIMEOUT - 1, TIMEOUT));
    assertTrue(check.done(TIMEOUT, TIMEOUT));
    assertEquals(ReplyOrigin.UNKNOWN, check.found());
  }

  /** It counts as an answer only where it says that the hop limit ran out. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void otherErrorsOfTheRouterSayNothingAboutItsRoundTrip(int version) {
    List<Probe> probes = begin(version, HandMadeReplies.RTT);
    assertTrue(check.accept(replies.portUnreachable(probes.get(0), replies.router(1))));
    assertEquals(ReplyOrigin.UNKNOWN, check.found());
    assertFalse(check.done(0, TIMEOUT));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void repliesToOtherProbesAreNotItsOwn(int version) {
    begin(version, HandMadeReplies.RTT);
    Reply other = replies.echoed(replies.echoRequest());
    assertFalse(check.accept(other));
    assertEquals(ReplyOrigin.UNKNOWN, check.found());
  }
}
