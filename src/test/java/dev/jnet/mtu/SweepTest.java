package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.IpProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Large packets and small ones beside them, with rising TTLs. */
class SweepTest {
  private static final long TIMEOUT = 100;
  private static final int LARGE = 1401;

  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final ProbeFactory probes = new ProbeFactory(replies.question);
  private final Carrier carrier = new EchoCarrier(probes);

  private Sweep sweep(int routers, boolean datagrams) {
    return new Sweep(
        probes,
        carrier,
        replies.question.target(),
        new Sweep.Plan(routers, LARGE, new Mtu(1500), 2, datagrams),
        Optional.empty());
  }

  private static List<Probe> due(Sweep sweep, long now) {
    List<Probe> due = new ArrayList<>();
    for (Optional<Probe> probe = sweep.next(now, TIMEOUT);
        probe.isPresent();
        probe = sweep.next(now, TIMEOUT)) {
      due.add(probe.get());
    }
    return due;
  }

  /** As {@code TTL/size}, in the order in which they were sent. */
  private static List<String> shots(List<Probe> due) {
    return due.stream()
        .map(probe -> probe.packet().hopLimit() + "/" + probe.packet().totalLength())
        .toList();
  }

  private static Probe shot(List<Probe> due, int ttl, int size) {
    return due.stream()
        .filter(probe -> probe.packet().hopLimit() == ttl && probe.packet().totalLength() == size)
        .findFirst()
        .orElseThrow();
  }

  private void answer(Sweep sweep, List<Probe> due, int hop, int size) {
    assertTrue(sweep.accept(replies.timeExceeded(shot(due, hop, size), replies.router(hop))));
  }

  @Test
  void eachRouterIsAskedWithALargePacketAndASmallOneBesideIt() {
    assertEquals(List.of("1/1401", "1/68", "2/1401", "2/68"), shots(due(sweep(2, false), 0)));
  }

  @Test
  void datagramsAskHowLargePacketsAreThatArrive() {
    List<Probe> due = due(sweep(1, true), 0);
    assertEquals(List.of("1/1401", "1/68", "64/1400", "64/1500", "64/1401", "64/1401"), shots(due));
    assertEquals(IpProtocol.UDP, due.get(2).packet().protocol());
  }

  @Test
  void bottleneckIsTheLastRouterThatAnsweredALargePacket() {
    Sweep sweep = sweep(3, false);
    List<Probe> due = due(sweep, 0);
    answer(sweep, due, 1, LARGE);
    answer(sweep, due, 2, LARGE);
    answer(sweep, due, 3, 68);
    assertEquals(
        Optional.of(new Bottleneck(2, Optional.of(replies.router(2)), false)), sweep.bottleneck());
  }

  @Test
  void bottleneckIsThisLinkWhenTheFirstRouterAnswersOnlySmallPackets() {
    Sweep sweep = sweep(2, false);
    List<Probe> due = due(sweep, 0);
    assertEquals(Optional.empty(), sweep.bottleneck(), "no router has shown itself");
    answer(sweep, due, 1, 68);
    assertEquals(Optional.of(new Bottleneck(0, Optional.empty(), false)), sweep.bottleneck());
  }

  @Test
  void bottleneckIsThisLinkWhenThereIsNoRouter() {
    assertEquals(
        Optional.of(new Bottleneck(0, Optional.empty(), false)), sweep(0, false).bottleneck());
  }

  @Test
  void secondRoundAsksOnlyTheHopsWhereTheBottleneckMayBe() {
    Sweep sweep = sweep(5, false);
    List<Probe> due = due(sweep, 0);
    answer(sweep, due, 2, LARGE);
    answer(sweep, due, 4, 68);
    assertEquals(List.of(), due(sweep, TIMEOUT - 1));
    assertEquals(List.of("3/1401", "3/68", "4/1401"), shots(due(sweep, TIMEOUT)));
    assertEquals(List.of(), due(sweep, 2 * TIMEOUT));
  }

  @Test
  void overWhenTheLastRoundHasBeenWaitedFor() {
    Sweep sweep = sweep(1, false);
    assertEquals(Diagnosis.NEVER, sweep.wakeAt(0, TIMEOUT));
    due(sweep, 0);
    assertEquals(TIMEOUT, sweep.wakeAt(1, TIMEOUT));
    assertFalse(sweep.done(TIMEOUT, TIMEOUT), "one of two rounds");
    due(sweep, TIMEOUT);
    assertFalse(sweep.done(2 * TIMEOUT - 1, TIMEOUT));
    assertTrue(sweep.done(2 * TIMEOUT, TIMEOUT));
    assertEquals(4, sweep.count());
  }

  @Test
  void datagramHasArrivedWhenTheTargetSaysThatItsPortIsClosed() {
    Sweep sweep = sweep(1, true);
    List<Probe> due = due(sweep, 0);
    sweep.accept(replies.portUnreachable(shot(due, 64, 1401), replies.router(1)));
    assertEquals(0, sweep.arrived(), "a router's words do not show that it arrived");
    sweep.accept(replies.portUnreachable(shot(due, 64, 1500), replies.question.target()));
    sweep.accept(replies.portUnreachable(shot(due, 64, 1401), replies.question.target()));
    assertEquals(1500, sweep.arrived());
    assertTrue(
        shots(due(sweep, TIMEOUT)).stream().noneMatch(shot -> shot.startsWith("64/")),
        "nothing is left to ask");
  }

  @Test
  void targetsOwnErrorShowsNoRouter() {
    Sweep sweep = sweep(1, false);
    List<Probe> due = due(sweep, 0);
    sweep.accept(replies.timeExceeded(shot(due, 1, LARGE), replies.question.target()));
    assertEquals(Optional.empty(), sweep.bottleneck());
  }

  @Test
  void repliesToOtherProbesAreNotTaken() {
    Sweep sweep = sweep(1, false);
    due(sweep, 0);
    assertFalse(
        sweep.accept(
            replies.timeExceeded(carrier.probe(LARGE, Carrier.TO_TARGET), replies.router(1))));
  }

  @Test
  void asksAtMostFortyHopsWhateverTheTtlOfAReplySays() {
    assertEquals(2 * 40, due(sweep(255, false), 0).size());
  }
}
