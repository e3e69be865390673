package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.FirstHop;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Port;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SYNs with data ask whether a size arrives; the test is the target, and answers them. */
class SynCheckTest {
  private static final long TIMEOUT = 100;
  private static final int LARGE = 1401;
  private static final int LIMIT = 1500;
  private static final int LOCAL_PORT = 40_000;
  private static final int SMALL = MtuQuestion.SMALLEST;

  /** The hop limit with which the target's answers arrive. */
  private static final int FROM_TARGET = 60;

  private static final int FROM_MIDDLEBOX = 63;
  private static final int OPEN = Tcp.SYN | Tcp.ACK;
  private static final int CLOSED = Tcp.RST | Tcp.ACK;

  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final Evidence evidence = new Evidence();
  private long now;

  private MtuQuestion question(Integer... ports) {
    List<Port> to = new ArrayList<>();
    for (int port : ports) {
      to.add(new Port(port));
    }
    return replies.question.withSyns(new MtuQuestion.SynPorts(new Port(LOCAL_PORT), to));
  }

  /** A reader of the search's replies, one of which has come from behind four routers. */
  private ReplyReader reader() {
    ReplyReader reader = new ReplyReader(carrier(), evidence, new TooBigReports(SMALL));
    reader.readDistance(
        replies.echoed(replies.echoRequest(), HandMadeReplies.RTT, false, FROM_TARGET));
    return reader;
  }

  private Carrier carrier() {
    return new EchoCarrier(new ProbeFactory(replies.question));
  }

  private SynCheck check(Integer... ports) {
    return SynCheck.of(question(ports), LARGE, reader(), 7).orElseThrow();
  }

  /** All that is due now. */
  private List<Probe> due(SynCheck check) {
    List<Probe> due = new ArrayList<>();
    for (Optional<Probe> probe = check.next(now, TIMEOUT);
        probe.isPresent();
        probe = check.next(now, TIMEOUT)) {
      due.add(probe.get());
    }
    return due;
  }

  private List<Probe> dueLater(SynCheck check) {
    now += TIMEOUT;
    return due(check);
  }

  private static Tcp tcp(Probe probe) {
    try {
      return Tcp.parse(probe.packet());
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@code port/size}, or {@code port/reset}. */
  private static List<String> shots(List<Probe> due) {
    return due.stream()
        .map(
            probe ->
                tcp(probe).destinationPort()
                    + (tcp(probe).has(Tcp.RST) ? "/reset" : "/" + probe.packet().totalLength()))
        .toList();
  }

  private void answer(SynCheck check, Probe syn, int flags) {
    answer(check, syn, flags, syn.acknowledgedBy(), FROM_TARGET);
  }

  private void answer(SynCheck check, Probe syn, int flags, long acknowledgment, int hopLimit) {
    int port = tcp(syn).destinationPort();
    Tcp answer =
        new Tcp(port, LOCAL_PORT, 9000, acknowledgment, flags, 1000, List.of(), new byte[0]);
    assertTrue(check.accept(replies.segment(syn, answer, hopLimit)));
  }

  /** A check that has found a closed port; what it sends next. */
  private List<Probe> begin(SynCheck check) {
    answer(check, due(check).get(0), CLOSED);
    return due(check);
  }

  @Test
  void withoutPortsThereIsNoCheck() {
    assertEquals(Optional.empty(), SynCheck.of(question(), LARGE, reader(), 7));
  }

  /** A middlebox that answers for the target could not be told from it. */
  @Test
  void withoutTheTargetsDistanceThereIsNoCheckUnlessItIsOnTheLink() {
    ReplyReader nothing = new ReplyReader(carrier(), evidence, new TooBigReports(SMALL));
    MtuQuestion far = question(80);
    assertEquals(Optional.empty(), SynCheck.of(far, LARGE, nothing, 7));
    FirstHop hop = far.hop();
    FirstHop direct =
        new FirstHop(
            hop.interfaceName(),
            hop.type(),
            hop.mtu(),
            hop.source(),
            hop.sourceMac(),
            far.target(),
            hop.nextHopMac());
    assertTrue(SynCheck.of(far.by(direct), LARGE, nothing, 7).isPresent());
  }

  @Test
  void smallSynGoesToEachPortFirst() {
    SynCheck check = check(80, 443);
    assertEquals(Long.MIN_VALUE, check.wakeAt(now, TIMEOUT));
    List<Probe> due = due(check);
    assertEquals(List.of("443/68", "80/68"), shots(due));
    assertTrue(due.stream().allMatch(probe -> tcp(probe).has(Tcp.SYN)));
    assertEquals(now + TIMEOUT, check.wakeAt(now, TIMEOUT));
  }

  @Test
  void silentPortsAreAskedTwice() {
    SynCheck check = check(80, 443);
    due(check);
    assertEquals(2, dueLater(check).size());
    assertFalse(check.done(now, TIMEOUT));
    assertEquals(List.of(), dueLater(check));
    assertTrue(check.done(now, TIMEOUT));
    assertEquals(Diagnosis.NEVER, check.wakeAt(now, TIMEOUT));
    assertEquals(4, check.count());
    assertEquals(0, check.arrived());
    assertFalse(check.vanishes(), "nothing at all was answered");
  }

  @Test
  void largeSynsAndOneThatIsAByteSmallerGoToThePortThatAnsweredFirst() {
    SynCheck check = check(80, 443);
    List<Probe> due = due(check);
    answer(check, due.get(1), CLOSED);
    assertEquals(List.of("80/1401", "80/1401", "80/1400"), shots(due(check)));
    assertEquals(List.of("80/1401", "80/1400"), shots(dueLater(check)));
  }

  @Test
  void eachSynHasOtherNumbers() {
    SynCheck check = check(80);
    List<Probe> large = begin(check);
    assertEquals(
        large.size(), large.stream().map(probe -> tcp(probe).sequence()).distinct().count());
  }

  @Test
  void synAckIsAnsweredWithAReset() {
    SynCheck check = check(80);
    Probe syn = due(check).get(0);
    answer(check, syn, OPEN);
    Probe reset = due(check).get(0);
    assertTrue(tcp(reset).has(Tcp.RST));
    assertEquals((tcp(syn).sequence() + 1) & 0xffff_ffffL, tcp(reset).sequence());
  }

  /** Its SYN-ACK may have been lost: a half open connection takes no other SYN. */
  @Test
  void openPortIsResetBeforeItIsAskedAgain() {
    SynCheck check = check(80);
    answer(check, due(check).get(0), OPEN);
    due(check);
    assertEquals(List.of("80/reset", "80/reset", "80/1401", "80/1400"), shots(dueLater(check)));
  }

  /** A port that does not take the data acknowledges the SYN alone. */
  @Test
  void acknowledgmentOfTheSynAloneShowsThatAllOfItArrived() {
    SynCheck check = check(80);
    Probe large = begin(check).get(0);
    answer(check, large, CLOSED, (tcp(large).sequence() + 1) & 0xffff_ffffL, FROM_TARGET);
    assertEquals(LARGE, check.arrived());
  }

  @Test
  void largestSizeIsTriedWhenTheLargeOneArrives() {
    SynCheck check = check(80);
    answer(check, begin(check).get(0), CLOSED);
    List<Probe> largest = due(check);
    assertEquals(List.of("80/1500"), shots(largest));
    answer(check, largest.get(0), CLOSED);
    assertEquals(LIMIT, check.arrived());
    assertTrue(check.done(now, TIMEOUT), "nothing larger can be asked");
  }

  @Test
  void lateAnswerToASmallerOneChangesNothing() {
    SynCheck check = check(80);
    List<Probe> large = begin(check);
    answer(check, large.get(0), CLOSED);
    answer(check, due(check).get(0), CLOSED);
    answer(check, large.get(1), CLOSED);
    assertEquals(LIMIT, check.arrived());
  }

  @Test
  void largeOnesVanishWhereOnlySmallerOnesAreAnsweredInBothRounds() {
    SynCheck check = check(80);
    answer(check, begin(check).get(2), CLOSED);
    assertFalse(check.vanishes(), "half of the large ones have not been sent");
    dueLater(check);
    assertTrue(check.vanishes());
    assertFalse(check.done(now, TIMEOUT));
    now += TIMEOUT;
    assertTrue(check.done(now, TIMEOUT));
    assertEquals(0, check.arrived());
  }

  @Test
  void silenceOfTheSmallerOnesTooShowsNothing() {
    SynCheck check = check(80);
    begin(check);
    dueLater(check);
    assertFalse(check.vanishes());
  }

  @ParameterizedTest
  @ValueSource(ints = {OPEN, CLOSED})
  void answerFromAnotherDistanceShowsNothing(int flags) {
    SynCheck check = check(80);
    Probe syn = due(check).get(0);
    answer(check, syn, flags, syn.acknowledgedBy(), FROM_MIDDLEBOX);
    assertEquals(flags == OPEN ? List.of("80/reset") : List.of(), shots(due(check)));
    assertEquals(List.of("80/68"), shots(dueLater(check)), "the port is still asked for");
  }

  @Test
  void acknowledgmentOfSomethingElseShowsNothing() {
    SynCheck check = check(80);
    Probe syn = due(check).get(0);
    answer(check, syn, OPEN, syn.acknowledgedBy() + 100, FROM_TARGET);
    answer(check, syn, Tcp.ACK, syn.acknowledgedBy(), FROM_TARGET);
    assertEquals(List.of(), due(check));
  }

  @Test
  void replyToAnotherProbeIsNotItsOwn() {
    SynCheck check = check(80);
    due(check);
    assertFalse(check.accept(replies.echoed(replies.echoRequest())));
  }

  @Test
  void routersReportOfALargeSynEndsTheCheck() {
    SynCheck check = check(80);
    Probe large = begin(check).get(0);
    assertTrue(check.accept(replies.tooBig(large, replies.router(2), 1400, 62)));
    assertTrue(check.done(now, TIMEOUT));
    assertFalse(check.vanishes());
    assertEquals(1, evidence.count(), "it tells the search as much as a report of its own");
  }

  @Test
  void reportThatCannotBeTrueEndsNothing() {
    SynCheck check = check(80);
    Probe large = begin(check).get(0);
    assertTrue(check.accept(replies.tooBig(large, replies.router(2), LARGE, 62)));
    assertFalse(check.done(now, TIMEOUT));
  }

  /** The chance that all were only lost must stay small. */
  @Test
  void lossyPathGetsMoreLargeSyns() {
    Trial passed = new Trial(1300, 0);
    Trial lost = new Trial(1300, 0);
    evidence.add(passed);
    evidence.add(lost);
    evidence.passed(passed);
    lost.fallSilent();
    SynCheck check = check(80);
    int large = begin(check).size() - 1 + dueLater(check).size() - 1;
    assertEquals(reader().losses().silencesNeeded(), large);
    assertTrue(large > LossEstimate.FEWEST_TRIES, large + " tries");
  }

  @Test
  void framesThatWereNotCapturedAddARoundAtMostThreeTimes() {
    SynCheck check = check(80);
    begin(check);
    for (int i = 0; i < 9; i++) {
      check.missedFrames();
    }
    int rounds = 1;
    while (!dueLater(check).isEmpty()) {
      rounds++;
    }
    assertEquals(5, rounds);
  }

  @Test
  void sameSeedSendsTheSamePacketsAndALaterCheckOthers() {
    Probe one = due(check(80)).get(0);
    Probe same = due(check(80)).get(0);
    Probe later = due(SynCheck.of(question(80), LARGE, reader(), 8).orElseThrow()).get(0);
    assertEquals(tcp(one).sequence(), tcp(same).sequence());
    assertTrue(tcp(one).sequence() != tcp(later).sequence());
  }
}
