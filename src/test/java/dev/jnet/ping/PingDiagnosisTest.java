package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingDiagnosisTest {
  private static final long MS = Nanos.MILLISECOND;

  @Test
  void sendsAtEvenIntervalsAndEndsWhenAllProbesAreAnswered() throws Exception {
    Pings pings = Pings.count(2);
    Probe first = pings.send(5);
    IcmpEcho echo = (IcmpEcho) Transport.parse(first.packet());
    assertEquals(1, echo.sequence());
    assertEquals(84, first.packet().totalLength());
    assertTrue(pings.sendsNothing(900));
    assertEquals(1005 * MS, pings.ping.wakeAt());
    pings.echo(first, 5, 20);
    Probe second = pings.send(1006); // a little late: the next is due in even time nevertheless
    assertFalse(pings.ping.done());
    pings.echo(second, 1006, 40);
    assertTrue(pings.ping.done());
    PingResult result = pings.ping.result();
    assertEquals(2, result.sent());
    assertEquals(2, result.received());
    assertEquals(0.0, result.lossPercent());
    assertEquals(1001 * MS, result.elapsed());
    PingResult.RoundTrips times = result.roundTrips().orElseThrow();
    assertEquals(20 * MS, times.least());
    assertEquals(30 * MS, times.average());
    assertEquals(40 * MS, times.most());
    assertEquals(10 * MS, times.deviation());
    assertEquals(20 * MS, times.jitter());
    assertEquals(0, result.pipe() - 1);
  }

  @Test
  void waitsTwoRoundTripsForTheLastAnswerAndTenSecondsForTheFirst() throws Exception {
    Pings answered = Pings.count(2);
    Probe probe = answered.send(0);
    answered.echo(probe, 0, 700);
    answered.send(1000);
    assertTrue(answered.sendsNothing(2399));
    assertEquals(2400 * MS, answered.ping.wakeAt());
    assertFalse(answered.ping.done());
    assertTrue(answered.sendsNothing(2400));
    assertTrue(answered.ping.done());
    assertEquals(50.0, answered.ping.result().lossPercent());

    Pings silent = Pings.count(1);
    silent.send(0);
    assertEquals(10_000 * MS, silent.ping.wakeAt());
    assertTrue(silent.sendsNothing(9_999));
    assertFalse(silent.ping.done());
    assertTrue(silent.sendsNothing(10_000));
    assertTrue(silent.ping.done());
    assertEquals(Optional.empty(), silent.ping.result().roundTrips());
  }

  @Test
  void countsAnswersInsteadOfProbesWithADeadline() throws Exception {
    Pings pings =
        new Pings(Via.ICMP, new Schedule(1, 100 * MS, false, 250 * MS, 10_000 * MS, 1000 * MS));
    pings.send(0);
    pings.send(100);
    pings.send(200);
    assertEquals(250 * MS, pings.ping.wakeAt());
    assertTrue(pings.sendsNothing(250));
    assertTrue(pings.ping.done());

    Pings answered =
        new Pings(Via.ICMP, new Schedule(1, 100 * MS, false, 250 * MS, 10_000 * MS, 1000 * MS));
    answered.send(0);
    answered.echo(answered.send(100), 100, 3);
    assertTrue(answered.ping.done());
  }

  @Test
  void floodSendsTheNextProbeAfterTheAnswerAndAtLeast100ASecond() throws Exception {
    Pings pings = new Pings(Via.ICMP, new Schedule(0, 10 * MS, true, 0, 10_000 * MS, 1000 * MS));
    Probe first = pings.send(0);
    assertTrue(pings.sendsNothing(2));
    pings.echo(first, 0, 2);
    pings.send(2);
    assertTrue(pings.sendsNothing(11));
    assertEquals(12 * MS, pings.ping.wakeAt());
    pings.send(12);
    assertEquals(3, pings.ping.result().sent());
  }

  @Test
  void sendsNoBurstAfterTheMachineHasSlept() {
    Pings pings = Pings.count(0);
    pings.send(0);
    pings.send(60_000);
    assertTrue(pings.sendsNothing(60_001), "the minute is not made up for");
    pings.send(61_000);
  }

  @Test
  void reportsDuplicatesWithoutChangingTheTimes() throws Exception {
    Pings pings = Pings.count(0);
    Probe probe = pings.send(0);
    pings.echo(probe, 0, 10);
    assertEquals(Set.of(), pings.answer().marks());
    pings.echo(probe, 0, 500);
    assertEquals(Set.of(Mark.DUPLICATE), pings.answer().marks());
    PingResult result = pings.ping.result();
    assertEquals(1, result.received());
    assertEquals(1, result.incidents().duplicates());
    assertEquals(10 * MS, result.roundTrips().orElseThrow().most());
  }

  @Test
  void reportsReorderedAndLateReplies() throws Exception {
    Pings pings = Pings.count(0);
    Probe first = pings.send(0);
    Probe second = pings.send(1000);
    pings.echo(second, 1000, 10);
    assertEquals(Set.of(), pings.answer().marks());
    pings.echo(first, 0, 1020);
    assertEquals(Set.of(Mark.REORDERED, Mark.LATE), pings.answer().marks());
    PingResult result = pings.ping.result();
    assertEquals(2, result.received());
    assertEquals(1, result.incidents().reordered());
    assertEquals(1, result.incidents().late());
    assertEquals(2, result.pipe());
  }

  @Test
  void doesNotCountReplyWithWrongChecksumButCountsOneWithChangedData() throws Exception {
    Pings pings = Pings.count(0);
    Probe probe = pings.send(0);
    pings.echo(probe, 0, 10, 64, Checksum.State.WRONG, false, 20);
    PingEvent.Answer corrupted = pings.answer();
    int sent = Byte.toUnsignedInt(((IcmpEcho) Transport.parse(probe.packet())).data()[20]);
    assertEquals(Set.of(Mark.BAD_CHECKSUM), corrupted.marks());
    assertEquals(Optional.of(new Damage(20, sent, sent ^ 1)), corrupted.damage());
    assertEquals(0, pings.ping.result().received());
    assertEquals(1, pings.ping.result().incidents().corrupted());
    pings.echo(probe, 0, 12, 64, Checksum.State.CORRECT, false, 55);
    assertEquals(Set.of(Mark.CHANGED), pings.answer().marks());
    assertEquals(1, pings.ping.result().received());
    assertEquals(1, pings.ping.result().incidents().changed());
  }

  @Test
  void marksAReplyWithAnotherTtl() throws Exception {
    Pings pings = Pings.count(0);
    int[] ttls = {60, 60, 57, 60};
    int[] before = {-1, -1, 60, 57};
    for (int i = 0; i < ttls.length; i++) {
      pings.echo(pings.send(1000L * i), 1000L * i, 1, ttls[i], Checksum.State.CORRECT, true, -1);
      PingEvent.Answer answer = pings.answer();
      assertEquals(before[i], answer.hopLimitBefore());
      assertEquals(before[i] >= 0, answer.marks().contains(Mark.TTL_CHANGED));
    }
    assertEquals(List.of(60, 57), pings.ping.result().hopLimits());
    assertEquals(2, pings.ping.result().incidents().hopLimitChanges());
  }

  @Test
  void icmpErrorsAreCountedAndEndThePingLikeReplies() {
    Pings pings = Pings.count(1);
    pings.error(pings.send(0), Pings.ROUTER, 0, 3, 1);
    PingEvent.Failed failed = (PingEvent.Failed) pings.events().get(0);
    assertEquals(Pings.ROUTER, failed.from());
    assertEquals(1, failed.sequence());
    assertTrue(pings.ping.done());
    assertEquals(0, pings.ping.result().received());
    assertEquals(1, pings.ping.result().incidents().errors());
  }

  @Test
  void firstRefusalOfTheProbesIsKeptWithItsSenderAndKind() {
    Pings pings = Pings.count(3);
    pings.error(pings.send(0), Pings.THERE, 0, 3, 3);
    assertEquals(Optional.empty(), pings.ping.result().refusal(), "the target has the packet");
    pings.error(pings.send(1000), Pings.ROUTER, 1000, 3, 0);
    pings.error(pings.send(2000), Pings.ROUTER, 2000, 3, 1);
    PingResult.Refusal refusal = pings.ping.result().refusal().orElseThrow();
    assertEquals(Pings.ROUTER, refusal.from());
    assertEquals(0, refusal.error().code());
    assertEquals(64, refusal.hopLimit());
  }

  @Test
  void closedUdpPortIsAnAnswerAndARoutersErrorIsNot() {
    Via via = Via.parse("udp:33434");
    Pings pings = new Pings(via, new Schedule(0, 1000 * MS, false, 0, MS, MS));
    Probe probe = pings.send(0);
    assertEquals(84, probe.packet().totalLength());
    pings.error(probe, Pings.THERE, 0, 3, 3);
    assertEquals(Manner.CLOSED, pings.answer().manner());
    pings.error(pings.send(1000), Pings.ROUTER, 1000, 3, 3);
    assertEquals(1, pings.ping.result().received());
    assertEquals(1, pings.ping.result().incidents().errors());
  }

  @Test
  void onlySegmentThatAcknowledgesTheSynIsAnAnswer() throws Exception {
    Pings pings = new Pings(Via.parse("tcp:443"), new Schedule(0, MS, false, 0, MS, MS));
    Probe open = pings.send(0);
    Tcp syn = (Tcp) Transport.parse(open.packet());
    assertEquals(Tcp.SYN, syn.flags());
    assertEquals(443, syn.destinationPort());
    assertEquals(1460, syn.maximumSegmentSize().orElseThrow());
    pings.segment(open, Tcp.SYN | Tcp.ACK, 1);
    pings.segment(open, Tcp.RST, 0);
    pings.segment(open, Tcp.ACK, 0);
    assertEquals(List.of(), pings.events());
    pings.segment(open, Tcp.SYN | Tcp.ACK, 0);
    assertEquals(Manner.OPEN, pings.answer().manner());
    pings.segment(pings.send(1), Tcp.RST | Tcp.ACK, 0);
    assertEquals(Manner.CLOSED, pings.answer().manner());
    assertEquals(2, pings.ping.result().received());
  }

  @Test
  void synAckThatIsSentAgainIsNoDuplicate() throws Exception {
    Pings pings = new Pings(Via.parse("tcp:443"), new Schedule(0, MS, false, 0, MS, MS));
    Probe open = pings.send(0);
    pings.segment(open, Tcp.SYN | Tcp.ACK, 0, 20);
    pings.segment(open, Tcp.SYN | Tcp.ACK, 0, 1020);
    pings.segment(open, Tcp.SYN | Tcp.ACK, 0, 3020);
    assertEquals(1, pings.events().size());
    assertEquals(0, pings.ping.result().incidents().duplicates());
    pings.segment(open, Tcp.SYN | Tcp.ACK, 0, 25);
    assertEquals(1, pings.ping.result().incidents().duplicates());
  }

  @Test
  void patternFillsTheDataBehindTheToken() throws Exception {
    Pings usual = Pings.count(0);
    byte[] one = ((IcmpEcho) Transport.parse(usual.send(0).packet())).data();
    byte[] two = ((IcmpEcho) Transport.parse(usual.send(1000).packet())).data();
    assertFalse(java.util.Arrays.equals(one, two), "each probe has a token of its own");
    assertEquals(56, one.length);
  }

  @Test
  void frameThatTheLinkRefusesIsAnError() {
    Pings pings = Pings.count(1);
    Probe probe = pings.send(0);
    pings.ping.accept(
        new Reply.Refused(
            probe,
            new Reply.Timing(0, 0, false, false),
            dev.jnet.link.FrameRefusedException.Reason.TOO_LARGE));
    assertEquals(List.of(new PingEvent.Refused(1, 84, 1500)), pings.events());
    assertTrue(pings.ping.done());
  }

  /** As ping: it counts, and is named. */
  @Test
  void answerFromAnotherAddressCountsAndIsMarked() throws MalformedPacketException {
    Pings pings = Pings.count(1);
    pings.echoFrom(Pings.ROUTER, pings.send(0), 3);
    PingEvent.Answer answer = pings.answer();
    assertEquals(Set.of(Mark.DIFFERENT_ADDRESS), answer.marks());
    assertEquals(Pings.ROUTER, answer.from());
    PingResult result = pings.ping.result();
    assertEquals(1, result.received());
    assertEquals(List.of(new PingResult.Responder(Pings.ROUTER, 1)), result.responders());
  }

  @ParameterizedTest
  @ValueSource(strings = {"224.0.0.1", "ff02::1"})
  void countsEachStationOfAGroupOnceForEachProbe(String group) throws MalformedPacketException {
    boolean four = group.indexOf(':') < 0;
    InetAddress one = Addresses.literal(four ? "192.0.2.7" : "fe80::7");
    InetAddress other = Addresses.literal(four ? "192.0.2.8" : "fe80::8");
    Pings pings = Pings.ofGroup(group);
    Probe probe = pings.send(0);
    assertEquals(1, probe.packet().hopLimit(), "it is to stay on the link");
    pings.echoFrom(one, probe, 1);
    assertFalse(pings.ping.done(), "others may answer");
    pings.echoFrom(other, probe, 2);
    pings.echoFrom(other, probe, 3);
    List<PingEvent> events = pings.events();
    assertEquals(Set.of(), ((PingEvent.Answer) events.get(0)).marks());
    assertEquals(Set.of(), ((PingEvent.Answer) events.get(1)).marks());
    assertEquals(Set.of(Mark.DUPLICATE), ((PingEvent.Answer) events.get(2)).marks());
    assertTrue(pings.sendsNothing(1_000));
    assertTrue(pings.ping.done());
    PingResult result = pings.ping.result();
    assertEquals(1, result.received());
    assertEquals(2, result.incidents().duplicates(), "as ping counts");
    assertEquals(
        List.of(new PingResult.Responder(one, 1), new PingResult.Responder(other, 1)),
        result.responders());
  }

  /** Whoever answers with ten thousand addresses fills no memory. */
  @Test
  void stationsOfAGroupAreBounded() throws MalformedPacketException {
    Pings pings = Pings.ofGroup("224.0.0.1");
    Probe probe = pings.send(0);
    for (int i = 0; i < 5_000; i++) {
      pings.echoFrom(Addresses.literal("10.0." + i / 256 + "." + i % 256), probe, 1);
    }
    assertEquals(1024, pings.ping.result().responders().size());
  }
}
