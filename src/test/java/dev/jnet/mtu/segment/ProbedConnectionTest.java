package dev.jnet.mtu.segment;

import static dev.jnet.mtu.segment.HandMadeSegments.SERVER_ISN;
import static dev.jnet.mtu.segment.HandMadeSegments.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection under a search with TCP segments: how it opens, ends and fails. */
class ProbedConnectionTest {
  private static final long PATIENCE = 7 * Nanos.SECOND;

  private HandMadeReplies replies;
  private HandMadeSegments segments;
  private ProbedConnection connection;
  private Probe syn;

  private void begin(int version) {
    replies = new HandMadeReplies(version);
    segments = new HandMadeSegments(replies);
    connection =
        new ProbedConnection(replies.question, new Port(80), new Port(50_000), PATIENCE, 0);
    syn = connection.next(0).orElseThrow();
    assertEquals(Tcp.SYN, tcp(syn).flags());
    assertFalse(connection.maySend());
  }

  private void open(int version) {
    begin(version);
    connection.accept(segments.answer(syn, Tcp.SYN | Tcp.ACK, 0, new TcpOption.SackPermitted()));
    assertEquals(Tcp.ACK, tcp(connection.next(0).orElseThrow()).flags());
    assertTrue(connection.maySend());
  }

  private void serverSends(int flags, long at) {
    long acknowledged = tcp(syn).sequence() + 1 & 0xffff_ffffL;
    connection.accept(segments.segment(syn, SERVER_ISN + 1, acknowledged, flags, at));
  }

  private String failure() {
    return connection.failure().map(Failure::words).orElse("");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void closedPortIsTheTargetsAnswer(int version) {
    begin(version);
    connection.accept(segments.answer(syn, Tcp.RST | Tcp.ACK, 0));
    assertEquals("TCP port 80 is closed (RST)", failure());
    assertEquals(replies.question.target(), connection.failure().orElseThrow().address());
    assertTrue(connection.isOver());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void errorOfARouterEndsItOnlyBeforeItIsOpen(int version) {
    begin(version);
    connection.accept(replies.portUnreachable(syn, replies.router(1)));
    assertEquals("port unreachable", failure());
    assertEquals(replies.router(1), connection.failure().orElseThrow().address());
    assertTrue(connection.isOver());

    open(version);
    connection.accept(replies.portUnreachable(syn, replies.router(1)));
    assertEquals("", failure());
    assertTrue(connection.maySend());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportAboutTheSynIsNoFailure(int version) {
    begin(version);
    connection.accept(replies.tooBig(syn, replies.router(1), 1280, 63));
    assertEquals("", failure());
    assertFalse(connection.isOver());
  }

  /** Linux acknowledges data for a while after its program has closed, and then no longer. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void serverThatHasClosedNeedNotAcknowledgeAfterThreeSeconds(int version) {
    open(version);
    connection.noteRemoteClose(Nanos.SECOND);
    assertFalse(connection.isRemoteClosed());
    assertEquals(Diagnosis.NEVER, connection.forgottenAt());
    serverSends(Tcp.FIN | Tcp.ACK, Nanos.SECOND);
    connection.noteRemoteClose(Nanos.SECOND);
    connection.noteRemoteClose(2 * Nanos.SECOND);
    assertTrue(connection.isRemoteClosed());
    assertEquals(4 * Nanos.SECOND, connection.forgottenAt());
    assertEquals(
        "TCP port 80 closed the connection at once: its path cannot be measured so",
        connection.unacknowledged().words());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void serverThatIsLateWithItsFinIsResetAfter300Ms(int version) {
    open(version);
    Probe fin = connection.close(Nanos.SECOND).orElseThrow();
    assertTrue(tcp(fin).has(Tcp.FIN));
    long late = Nanos.SECOND + 300 * Nanos.MILLISECOND;
    assertTrue(connection.wakeAt() <= late);
    assertEquals(Optional.empty(), connection.resetIfLate(late - 1));
    assertTrue(tcp(connection.resetIfLate(late).orElseThrow()).has(Tcp.RST));
    assertTrue(connection.isOver());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void openConnectionIsNotResetBeforeItCloses(int version) {
    open(version);
    assertEquals(Optional.empty(), connection.resetIfLate(PATIENCE));
    connection.abandon(PATIENCE);
    assertTrue(tcp(connection.next(PATIENCE).orElseThrow()).has(Tcp.RST));
    assertTrue(connection.isOver());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void failuresSayWhatTheServerDid(int version) {
    open(version);
    connection.failWithoutSign();
    assertEquals(
        "neither D-SACKs nor timestamps on TCP port 80:"
            + " its acknowledgments do not tell which segments arrived",
        failure());
    connection.failUnacknowledged();
    assertEquals(
        "TCP port 80 is open, and acknowledges no data that it has had:"
            + " its path cannot be measured so",
        failure());
    serverSends(Tcp.RST, 0);
    connection.failUnacknowledged();
    assertEquals("TCP port 80 reset the connection: its path cannot be measured so", failure());
  }
}
