package dev.jnet.mtu.segment;

import static dev.jnet.mtu.segment.HandMadeSegments.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection around a search with TCP segments, without any network. */
class SegmentMtuDiagnosisTest {
  private static final long PATIENCE = 7 * Nanos.SECOND;

  private HandMadeReplies replies;
  private SegmentMtuDiagnosis diagnosis;
  private long now;

  @BeforeEach
  void reset() {
    now = 0;
  }

  private void begin(int version) {
    replies = new HandMadeReplies(version);
    diagnosis = new SegmentMtuDiagnosis(replies.question, new Port(80), new Port(50_000), PATIENCE);
  }

  private Probe next() {
    return diagnosis.next(now).orElseThrow(() -> new AssertionError("nothing to send"));
  }

  private void answer(Probe syn, int flags, TcpOption... options) {
    diagnosis.accept(new HandMadeSegments(replies).answer(syn, flags, now, options));
  }

  private void runToTheEnd() {
    for (int i = 0; i < 1000 && !diagnosis.done(); i++) {
      if (diagnosis.next(now).isEmpty() && !diagnosis.done()) {
        now = Math.max(now, diagnosis.wakeAt());
      }
    }
    assertTrue(diagnosis.done());
    assertEquals(Long.MAX_VALUE, diagnosis.wakeAt());
  }

  private String failure() {
    return diagnosis.result().failure().map(MtuResult.Failure::words).orElse("");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void beginsWithASynThatOffersAllOptions(int version) {
    begin(version);
    assertEquals(Long.MIN_VALUE, diagnosis.wakeAt());
    Tcp syn = tcp(next());
    assertEquals(Tcp.SYN, syn.flags());
    assertEquals(version == 4 ? 1460 : 1440, syn.maximumSegmentSize().orElseThrow());
    assertEquals(Optional.empty(), diagnosis.next(now));
    assertFalse(diagnosis.answered());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void synIsSentThreeTimesWithinThePatience(int version) {
    begin(version);
    int syns = 0;
    while (!diagnosis.done() && syns < 10) {
      Optional<Probe> probe = diagnosis.next(now);
      syns += probe.isPresent() ? 1 : 0;
      now = probe.isPresent() || diagnosis.done() ? now : diagnosis.wakeAt();
    }
    assertEquals(3, syns);
    assertEquals(PATIENCE, now);
    assertFalse(diagnosis.answered());
    assertEquals(MtuResult.Status.NO_REPLY, diagnosis.result().status());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void resetMeansThatThePortIsClosed(int version) {
    begin(version);
    answer(next(), Tcp.RST | Tcp.ACK);
    runToTheEnd();
    assertEquals("TCP port 80 is closed (RST)", failure());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void icmpErrorAboutTheSynEndsTheSearchWithItsWords(int version) {
    begin(version);
    diagnosis.accept(replies.portUnreachable(next(), replies.router(2)));
    runToTheEnd();
    assertEquals("port unreachable", failure());
    assertEquals(replies.router(2), diagnosis.result().failure().orElseThrow().address());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void packetTooBigAboutTheSynDoesNotEndTheSearch(int version) {
    begin(version);
    diagnosis.accept(replies.tooBig(next(), replies.router(2), version == 4 ? 68 : 1280, 63));
    assertEquals(Optional.empty(), diagnosis.next(now));
    assertFalse(diagnosis.done());
    assertEquals("", failure());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void serverWithoutSackAndTimestampsCannotShowWhatArrived(int version) {
    begin(version);
    answer(next(), Tcp.SYN | Tcp.ACK, new TcpOption.MaximumSegmentSize(1400));
    assertTrue(diagnosis.answered());
    runToTheEnd();
    assertTrue(failure().startsWith("neither D-SACKs nor timestamps"), failure());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void mtuIsUnknownWhenTheServerAcknowledgesNoData(int version) {
    begin(version);
    answer(
        next(),
        Tcp.SYN | Tcp.ACK,
        new TcpOption.MaximumSegmentSize(1400),
        new TcpOption.SackPermitted(),
        new TcpOption.Timestamps(1, 0));
    assertTrue(diagnosis.answered());
    runToTheEnd();
    assertEquals(MtuResult.Status.NO_REPLY, diagnosis.result().status());
    assertTrue(failure().contains("acknowledges no data"), failure());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void searchThatIsGivenUpBeforeItsBeginningSendsNothing(int version) {
    begin(version);
    diagnosis.abandon(now);
    assertTrue(diagnosis.done());
    assertEquals(Optional.empty(), diagnosis.next(now));
    assertEquals(MtuResult.Status.NO_REPLY, diagnosis.result().status());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void openConnectionThatIsGivenUpIsReset(int version) {
    begin(version);
    answer(next(), Tcp.SYN | Tcp.ACK, new TcpOption.SackPermitted());
    diagnosis.abandon(now);
    assertTrue(tcp(next()).has(Tcp.RST));
    runToTheEnd();
  }
}
