package dev.jnet.tcp;

import static dev.jnet.wire.Tcp.ACK;
import static dev.jnet.wire.Tcp.FIN;
import static dev.jnet.wire.Tcp.RST;
import static dev.jnet.wire.Tcp.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of RFC 9293 section 3.10.7 for segments that arrive. */
class ArrivalsTest {
  private static final long ISS = 1_000;
  private static final long IRS = 5_000;

  private final Tcb tcb =
      new Tcb(
          TcpSettings.linux(4, 1500).withOptions(-1, false, false),
          40_000,
          80,
          new InitialNumbers(ISS, 0));
  private final Arrivals arrivals = new Arrivals(tcb);
  private long now;

  /** Numbers are relative to both initial ones. */
  private static Tcp segment(int flags, long sequence, long ack, int window, int length) {
    return new Tcp(
        80,
        40_000,
        IRS + sequence,
        (flags & ACK) != 0 ? ISS + ack : 0,
        flags,
        window,
        List.of(),
        new byte[length]);
  }

  private void arrives(int flags, long sequence, long ack) {
    arrives(flags, sequence, ack, 500, 0);
  }

  private void arrives(int flags, long sequence, long ack, int window, int length) {
    arrivals.accept(segment(flags, sequence, ack, window, length), now);
  }

  private void become(TcpState state) {
    tcb.become(state, now);
  }

  private void establish() {
    become(TcpState.SYN_SENT);
    tcb.next(now);
    arrives(SYN | ACK, 0, 1);
    tcb.next(now);
  }

  private int answer() {
    return tcb.next(now).map(Tcp::flags).orElse(0);
  }

  @Test
  void listenerIgnoresAResetAndRefusesAnAcknowledgment() {
    become(TcpState.LISTEN);
    arrives(RST, 0, 0);
    assertEquals(0, answer());
    arrives(ACK, 0, 9);
    assertEquals(RST, answer());
    assertEquals(TcpState.LISTEN, tcb.state());
  }

  @Test
  void listenerAnswersASyn() {
    become(TcpState.LISTEN);
    arrives(SYN, 0, 0);
    assertEquals(TcpState.SYN_RECEIVED, tcb.state());
    Tcp answer = tcb.next(now).orElseThrow();
    assertEquals(SYN | ACK, answer.flags());
    assertEquals(IRS + 1, answer.acknowledgment());
  }

  @Test
  void acknowledgmentOfANumberThatWasNeverSentIsResetWhileConnecting() {
    become(TcpState.SYN_SENT);
    tcb.next(now);
    arrives(ACK, 0, 77);
    Tcp reset = tcb.next(now).orElseThrow();
    assertEquals(RST, reset.flags());
    assertEquals(ISS + 77, reset.sequence());
    assertEquals(TcpState.SYN_SENT, tcb.state());
  }

  @Test
  void resetWithoutAnAcknowledgmentDoesNotEndAConnectionAttempt() {
    become(TcpState.SYN_SENT);
    tcb.next(now);
    arrives(RST, 0, 0);
    assertEquals(TcpState.SYN_SENT, tcb.state(), "its sender need not have seen the SYN");
    arrives(RST | ACK, 0, 1);
    assertEquals(Ending.REFUSED, tcb.ending());
  }

  @Test
  void damagedSegmentCountsAsLost() {
    become(TcpState.SYN_SENT);
    tcb.next(now);
    Tcp good = segment(SYN | ACK, 0, 1, 500, 0);
    arrivals.accept(
        new Tcp(
            good.sourcePort(),
            good.destinationPort(),
            good.sequence(),
            good.acknowledgment(),
            good.flags(),
            good.window(),
            Checksum.State.WRONG,
            0,
            good.options(),
            good.payload()),
        now);
    assertEquals(TcpState.SYN_SENT, tcb.state());
    arrivals.accept(good, now);
    assertEquals(TcpState.ESTABLISHED, tcb.state());
  }

  @Test
  void dataInTheSynAckIsTaken() {
    become(TcpState.SYN_SENT);
    tcb.next(now);
    arrives(SYN | ACK, 0, 1, 500, 3);
    assertEquals(IRS + 4, tcb.receiver.next());
  }

  @Test
  void segmentWithoutAnAcknowledgmentIsIgnoredOnAnOpenConnection() {
    establish();
    arrives(0, 1, 0, 500, 3);
    assertEquals(IRS + 1, tcb.receiver.next());
    assertEquals(0, answer());
  }

  @Test
  void oldSegmentDoesNotShrinkTheWindow() {
    establish();
    arrives(ACK, 1, 1, 900, 5);
    assertEquals(900, tcb.sender.window());
    arrives(ACK, 1, 1, 10, 5); // again, with an older window
    assertEquals(900, tcb.sender.window());
    arrives(ACK, 6, 1, 20, 1);
    assertEquals(20, tcb.sender.window());
  }

  @Test
  void acknowledgmentOfDataThatWasNeverSentIsChallenged() {
    establish();
    arrives(ACK, 1, 2);
    assertEquals(ACK, answer());
    assertEquals(ISS + 1, tcb.sender.una());
  }

  @Test
  void bytesThatComeAgainAreReported() {
    establish();
    arrives(ACK, 1, 1, 500, 5);
    answer();
    arrives(ACK, 1, 1, 500, 5);
    assertEquals(ACK, answer(), "the other side may have lost the acknowledgment");
    assertEquals(IRS + 6, tcb.receiver.next());
  }

  @Test
  void finMovesAnOpenConnectionToCloseWaitOnlyInOrder() {
    establish();
    arrives(FIN | ACK, 4, 1);
    assertEquals(TcpState.ESTABLISHED, tcb.state(), "three bytes are missing");
    arrives(ACK, 1, 1, 500, 3);
    assertEquals(TcpState.CLOSE_WAIT, tcb.state());
    assertEquals(IRS + 5, tcb.receiver.next());
  }

  @Test
  void finThatComesAgainRestartsTimeWait() {
    establish();
    arrives(FIN | ACK, 1, 1);
    answer();
    tcb.waitForOldSegments(now);
    now += Nanos.SECOND;
    arrives(FIN | ACK, 1, 1);
    assertEquals(ACK, answer());
    now = tcb.settings.timeWait() + Nanos.SECOND - 1;
    assertEquals(Optional.empty(), tcb.next(now));
    assertEquals(TcpState.TIME_WAIT, tcb.state());
  }

  @Test
  void probeOfAClosedWindowIsAcknowledgedAndNotTaken() {
    Tcb small =
        new Tcb(
            TcpSettings.linux(4, 1500).withOptions(-1, false, false).withBuffers(4, 4),
            40_000,
            80,
            new InitialNumbers(ISS, 0));
    Arrivals there = new Arrivals(small);
    small.become(TcpState.SYN_SENT, now);
    small.next(now);
    there.accept(segment(SYN | ACK, 0, 1, 500, 0), now);
    small.next(now);
    there.accept(segment(ACK, 1, 1, 500, 4), now);
    assertEquals(0, small.next(now).orElseThrow().window());
    there.accept(segment(ACK, 5, 1, 500, 1), now);
    Tcp answer = small.next(now).orElseThrow();
    assertEquals(IRS + 5, answer.acknowledgment());
    assertEquals(0, answer.window());
  }
}
