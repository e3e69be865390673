package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocatorTest {
  private static final long TIMEOUT = 100;

  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final Carrier carrier = new EchoCarrier(new ProbeFactory(replies.question));

  private Locator locator(int routers, int... wanted) {
    List<InetAddress> addresses = new ArrayList<>();
    for (int hop : wanted) {
      addresses.add(replies.router(hop));
    }
    return new Locator(carrier, routers, addresses);
  }

  private static List<Probe> due(Locator locator, long now) {
    List<Probe> probes = new ArrayList<>();
    for (Optional<Probe> probe = locator.next(now, TIMEOUT);
        probe.isPresent();
        probe = locator.next(now, TIMEOUT)) {
      probes.add(probe.get());
    }
    return probes;
  }

  private static List<Integer> ttls(List<Probe> probes) {
    return probes.stream().map(probe -> probe.packet().hopLimit()).toList();
  }

  @Test
  void smallProbesGoToAllRoutersAtOnce() {
    Locator locator = locator(4, 3);
    assertEquals(Long.MIN_VALUE, locator.wakeAt(TIMEOUT));
    List<Probe> probes = due(locator, 10);
    assertEquals(List.of(1, 2, 3, 4), ttls(probes));
    assertTrue(probes.stream().allMatch(probe -> probe.packet().totalLength() == 68));
    assertEquals(10 + TIMEOUT, locator.wakeAt(TIMEOUT));
    assertEquals(4, locator.count());
  }

  @Test
  void findsTheHopOfARouterThatAnswers() {
    Locator locator = locator(4, 3);
    List<Probe> probes = due(locator, 0);
    assertTrue(locator.accept(replies.timeExceeded(probes.get(0), replies.router(1))));
    assertFalse(locator.done(50, TIMEOUT));
    assertTrue(locator.accept(replies.timeExceeded(probes.get(2), replies.router(3))));
    assertTrue(locator.done(50, TIMEOUT));
    assertEquals(3, locator.hop(replies.router(3)));
    assertEquals(0, locator.hop(replies.router(4)));
  }

  @Test
  void onlySilentHopsAreAskedOnceMore() {
    Locator locator = locator(3, 3);
    List<Probe> probes = due(locator, 0);
    locator.accept(replies.timeExceeded(probes.get(1), replies.router(2)));
    assertEquals(List.of(), due(locator, TIMEOUT - 1));
    assertEquals(List.of(1, 3), ttls(due(locator, TIMEOUT)));
    assertFalse(locator.done(2 * TIMEOUT - 1, TIMEOUT));
    assertTrue(locator.done(2 * TIMEOUT, TIMEOUT));
    assertEquals(List.of(), due(locator, 3 * TIMEOUT), "two tries are all");
  }

  @Test
  void otherRepliesShowNoRouterAndOtherProbesAreNotTaken() {
    Locator locator = locator(2, 1);
    Probe probe = due(locator, 0).get(0);
    assertTrue(locator.accept(replies.echoed(probe)));
    assertTrue(locator.accept(replies.tooBig(probe, replies.router(1), 1400, 1)));
    assertFalse(
        locator.accept(
            replies.timeExceeded(carrier.probe(68, Carrier.TO_TARGET), replies.router(1))));
    assertEquals(0, locator.hop(replies.router(1)));
  }

  @Test
  void asksAtMostFortyHopsWhateverTheTtlOfAReplySays() {
    assertEquals(40, due(locator(255, 3), 0).size());
    assertEquals(0, due(locator(0, 3), 0).size());
  }
}
