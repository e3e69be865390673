package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.ReplyOrigin;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is still asked when the size is known, and what is not worth a packet. */
class ClosingChecksTest {
  private static final long TIMEOUT = 100;
  private static final int FOUR_ROUTERS = 60;
  private static final int NO_ROUTER = 64;

  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final ProbeFactory probes = new ProbeFactory(replies.question);
  private final Carrier carrier = new EchoCarrier(probes);
  private final TooBigReports reports = new TooBigReports(replies.question.leastClaim());
  private final ClosingChecks checks = new ClosingChecks();

  /** A reader of a reply that arrived with this hop limit; of none where it is 0. */
  private ReplyReader heard(int hopLimit) {
    ReplyReader reader = new ReplyReader(carrier, new Evidence(), reports);
    if (hopLimit > 0) {
      reader.readDistance(
          replies.echoed(replies.echoRequest(), HandMadeReplies.RTT, false, hopLimit));
    }
    return reader;
  }

  private List<InetAddress> unlocated() {
    return List.of(replies.router(2));
  }

  private List<Probe> due(long now) {
    List<Probe> due = new ArrayList<>();
    for (Optional<Probe> probe = checks.next(now, TIMEOUT);
        probe.isPresent();
        probe = checks.next(now, TIMEOUT)) {
      due.add(probe.get());
    }
    return due;
  }

  @Test
  void withoutAReasonNothingIsAsked() {
    checks.locate(carrier, heard(FOUR_ROUTERS).returnPath(), List.of());
    checks.locate(carrier, heard(0).returnPath(), unlocated());
    checks.checkOrigin(replies.question, carrier, heard(FOUR_ROUTERS));
    checks.checkOrigin(replies.question, carrier, heard(0));

    assertTrue(checks.isEmpty());
    assertTrue(checks.done(0, TIMEOUT));
    assertEquals(Optional.empty(), checks.next(0, TIMEOUT));
    assertEquals(Diagnosis.NEVER, checks.wakeAt(0, TIMEOUT));
    assertEquals(0, checks.count());
    assertEquals(DontFragment.UNTESTED, checks.dontFragment());
    assertEquals(ReplyOrigin.UNKNOWN, checks.origin());
  }

  @Test
  void routerThatReportedFromAnUnknownHopIsLookedFor() {
    Trial trial = new Trial(1500, 0);
    Probe large = carrier.probe(1500, Carrier.TO_TARGET);
    reports.take(trial, replies.tooBig(large, replies.router(2), 1400, 0));
    assertEquals(unlocated(), reports.unlocated());
    checks.locate(carrier, heard(FOUR_ROUTERS).returnPath(), reports.unlocated());

    List<Probe> small = due(0);
    assertFalse(checks.done(0, TIMEOUT));
    assertTrue(checks.accept(replies.timeExceeded(small.get(1), replies.router(2))));
    checks.noteHops(reports);
    assertEquals(List.of(), reports.unlocated());
    assertEquals(small.size(), checks.count());
  }

  @Test
  void machineThatPassedNoRouterIsComparedWithTheRouter() {
    checks.checkOrigin(replies.question, carrier, heard(NO_ROUTER));
    assertFalse(checks.isEmpty());
    Probe probe = due(0).get(0);
    assertEquals(1, probe.packet().hopLimit());
    assertTrue(checks.accept(replies.timeExceeded(probe, replies.router(1))));
  }

  @Test
  void allChecksRunBesideEachOtherAndTheLastOneEndsThem() {
    checks.checkFragments(
        new FragmentCheck(probes, replies.question.target(), DontFragment.UNKNOWN, true));
    checks.locate(carrier, heard(FOUR_ROUTERS).returnPath(), unlocated());
    List<Probe> due = due(0);
    assertEquals(due.size(), checks.count());
    Probe datagram = due.get(due.size() - 1);
    assertTrue(checks.accept(replies.portUnreachable(datagram, replies.question.target())));
    assertEquals(DontFragment.KEPT, checks.dontFragment());
    assertFalse(checks.done(0, TIMEOUT), "the router is not found");
    assertEquals(TIMEOUT, checks.wakeAt(0, TIMEOUT));
    assertTrue(checks.accept(replies.timeExceeded(due.get(1), replies.router(2))));
    assertTrue(checks.done(0, TIMEOUT));
  }

  @Test
  void replyToAnotherProbeIsNotTheirs() {
    checks.checkFragments(
        new FragmentCheck(probes, replies.question.target(), DontFragment.UNKNOWN, true));
    due(0);
    assertFalse(checks.accept(replies.echoed(replies.echoRequest())));
  }
}
