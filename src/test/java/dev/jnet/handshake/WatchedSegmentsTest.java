package dev.jnet.handshake;

import static dev.jnet.handshake.OneQuestion.ours;
import static dev.jnet.handshake.OneQuestion.theirs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the segments of a connection that the kernel makes tell, whatever its socket says. */
class WatchedSegmentsTest {
  private static final long MS = Nanos.MILLISECOND;

  private final WatchedSegments segments = new WatchedSegments(OneQuestion.saying(""));
  private long now = Nanos.SECOND;
  private boolean closed;

  private void out(int flags, long sequence, long ack, int length) {
    out(ours(flags, sequence, ack, length));
  }

  private void out(Tcp tcp) {
    segments.sent(OneQuestion.packet(true, tcp, 64), tcp, now);
  }

  private boolean in(int flags, long sequence, long ack, int length) {
    return in(theirs(flags, sequence, ack, length));
  }

  private boolean in(Tcp tcp) {
    return segments.received(OneQuestion.packet(false, tcp, 60), tcp, now, closed);
  }

  private void open() {
    out(Tcp.SYN, 100, 0, 0);
    now += 5 * MS;
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    out(Tcp.ACK, 101, 501, 0);
  }

  private void fail(IcmpError error) {
    IpPacket packet =
        IpPacket.unsplittable(
            OneQuestion.ROUTER, OneQuestion.HERE, 1, 64, new Payload(IpProtocol.ICMP, new byte[8]));
    segments.failed(packet, error, now);
  }

  private HandshakeResult result() {
    return segments.result(new byte[0], Optional.empty());
  }

  @Test
  void nothingIsKnownBeforeTheSyn() {
    assertTrue(segments.isUnseen());
    assertEquals(TcpState.CLOSED, segments.state());
    assertEquals(Status.UNKNOWN, result().status());
    assertEquals(0, result().effectiveMss());
  }

  @Test
  void synAckOpensThePortAfterItsRoundTrip() {
    open();
    assertFalse(segments.isUnseen());
    assertEquals(TcpState.ESTABLISHED, segments.state());
    assertEquals(Status.OPEN, result().status());
    assertEquals(5 * MS, result().roundTrip());
    assertTrue(result().exact());
    assertEquals(536, result().effectiveMss(), "neither SYN announced an MSS");
  }

  /** The stamps of two captures may be out of order by a little. */
  @Test
  void answerBeforeItsQuestionTookNoTime() {
    out(Tcp.SYN, 100, 0, 0);
    now -= MS;
    in(Tcp.SYN | Tcp.ACK, 500, 101, 0);
    assertEquals(0, result().roundTrip());
  }

  @Test
  void resetOfTheSynIsARefusalAndNoRemark() {
    out(Tcp.SYN, 100, 0, 0);
    assertTrue(in(Tcp.RST | Tcp.ACK, 0, 101, 0));
    assertEquals(Status.CLOSED, result().status());
    assertEquals(Ending.REFUSED, segments.ending());
    assertEquals(Set.of(), result().remarks());
  }

  @Test
  void acknowledgmentOfAnotherConnectionDoesNotAnswerTheSyn() {
    out(Tcp.SYN, 100, 0, 0);
    assertFalse(in(Tcp.ACK, 900, 77, 0));
    assertEquals(Status.UNKNOWN, result().status());
    assertEquals(Set.of(Remark.CHALLENGE_ACK), result().remarks());
  }

  @Test
  void silenceIsAFilterOnlyWhenTheWaitIsOver() {
    out(Tcp.SYN, 100, 0, 0);
    assertEquals(Status.UNKNOWN, segments.answer().status());
    segments.notConnected();
    assertEquals(Status.FILTERED, segments.answer().status());
  }

  /** A filter of this machine may drop what the capture still shows. */
  @Test
  void synAckOfAPortToWhichTheKernelDidNotConnectWasNotTaken() {
    open();
    segments.notConnected();
    assertEquals(Status.FILTERED, result().status());
    assertEquals(5 * MS, result().roundTrip());
    assertEquals(Set.of(Remark.ANSWER_NOT_TAKEN), result().remarks());
    assertTrue(
        result().steps().stream().noneMatch(step -> step.ours() == TcpState.ESTABLISHED),
        result()::toString);
  }

  @Test
  void refusalStaysARefusalWhenTheWaitIsOver() {
    out(Tcp.SYN, 100, 0, 0);
    in(Tcp.RST | Tcp.ACK, 0, 101, 0);
    segments.notConnected();
    assertEquals(Status.CLOSED, result().status());
  }

  @Test
  void segmentWithAWrongChecksumChangesNothing() {
    open();
    Tcp fin = theirs(Tcp.FIN | Tcp.ACK, 501, 101, 0);
    Tcp damaged =
        new Tcp(
            fin.sourcePort(),
            fin.destinationPort(),
            fin.sequence(),
            fin.acknowledgment(),
            fin.flags(),
            fin.window(),
            Checksum.State.WRONG,
            fin.urgentPointer(),
            fin.options(),
            fin.payload());
    assertFalse(in(damaged));
    assertEquals(TcpState.ESTABLISHED, segments.state());
    assertEquals(Set.of(Remark.WRONG_CHECKSUM), result().remarks());
    assertEquals(4, result().steps().size(), "it is shown all the same");
  }

  @Test
  void onlyDataAndTheEndAreNews() {
    open();
    assertFalse(in(Tcp.ACK, 501, 101, 0));
    assertTrue(in(Tcp.ACK, 501, 101, 1));
    assertTrue(in(Tcp.FIN | Tcp.ACK, 502, 101, 0));
  }

  @Test
  void dataAreAcknowledgedWhenTheirLastByteIs() {
    open();
    assertTrue(segments.isAcknowledged(0));
    in(Tcp.ACK, 501, 105, 0);
    assertTrue(segments.isAcknowledged(4));
    assertFalse(segments.isAcknowledged(5));
  }

  @Test
  void acknowledgmentOfTheirFinInTimeWaitIsTheEnd() {
    open();
    out(Tcp.FIN | Tcp.ACK, 101, 501, 0);
    in(Tcp.FIN | Tcp.ACK, 501, 102, 0);
    assertEquals(TcpState.TIME_WAIT, segments.state());
    out(Tcp.ACK, 102, 501, 0); // a duplicate that left before their FIN came
    assertFalse(segments.isComplete());
    out(Tcp.ACK, 102, 502, 0);
    assertTrue(segments.isComplete());
    assertEquals(Ending.CLOSED, segments.ending());
  }

  @Test
  void sideThatClosesLastIsClosedByTheirAcknowledgment() {
    open();
    in(Tcp.FIN | Tcp.ACK, 501, 101, 0);
    out(Tcp.FIN | Tcp.ACK, 101, 502, 0);
    assertEquals(TcpState.LAST_ACK, segments.state());
    in(Tcp.ACK, 502, 102, 0);
    assertEquals(TcpState.CLOSED, segments.state());
    assertEquals(Ending.CLOSED, segments.ending());
  }

  @Test
  void resetMeansAnotherThingAfterThisSideHasClosed() {
    open();
    closed = true;
    in(Tcp.RST, 501, 0, 0);
    assertEquals(Ending.RESET, segments.ending());
    assertEquals(Set.of(Remark.RESET_INSTEAD_OF_CLOSE), result().remarks());
  }

  @Test
  void resetAfterTheEndIsNotHowItEnded() {
    open();
    segments.end(Ending.ABORTED);
    in(Tcp.RST, 501, 0, 0);
    assertEquals(Ending.ABORTED, segments.ending());
    assertEquals(Set.of(), result().remarks());
  }

  @Test
  void errorAnswersTheSynUnlessItIsAboutASize() {
    out(Tcp.SYN, 100, 0, 0);
    fail(IcmpError.tooBig(4, 1400, new byte[28]));
    assertEquals(Status.UNKNOWN, result().status());
    now += 3 * MS;
    fail(IcmpError.unreachable(4, 13, new byte[28]));
    assertEquals(Status.FILTERED, result().status());
    assertEquals(OneQuestion.ROUTER, result().error().orElseThrow().from());
    assertEquals(3 * MS, result().roundTrip());
  }

  @Test
  void errorDoesNotCloseAnOpenPort() {
    open();
    fail(IcmpError.unreachable(4, 13, new byte[28]));
    assertEquals(Status.OPEN, result().status());
  }

  @Test
  void connectionWithoutSegmentsPassesElsewhere() {
    segments.openElsewhere();
    assertEquals(Status.OPEN, result().status());
    assertTrue(result().roundTrip() < 0, "nobody saw when the answer came");
    assertEquals(Set.of(Remark.SEGMENTS_ELSEWHERE), result().remarks());
  }
}
