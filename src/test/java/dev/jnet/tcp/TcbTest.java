package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TcbTest {
  private static final long ISS = 1_000;
  private static final long MS = Nanos.MILLISECOND;

  private final Tcb tcb =
      new Tcb(
          TcpSettings.linux(4, 1500).withOptions(-1, false, false),
          40_000,
          80,
          new InitialNumbers(ISS, 0));

  private static Tcp segment(int flags, long sequence, long acknowledgment, int length) {
    return new Tcp(80, 40_000, sequence, acknowledgment, flags, 500, List.of(), new byte[length]);
  }

  private void establish() {
    tcb.become(TcpState.SYN_SENT, 0);
    tcb.next(0);
    new Arrivals(tcb).accept(segment(Tcp.SYN | Tcp.ACK, 5_000, ISS + 1, 0), 0);
    tcb.next(0);
    assertEquals(TcpState.ESTABLISHED, tcb.state());
  }

  private void assertNothingDue(long now) {
    assertEquals(Optional.empty(), tcb.next(now));
  }

  @Test
  void closedConnectionHasNothingToSendAndNeverWakes() {
    assertNothingDue(0);
    assertEquals(Long.MAX_VALUE, tcb.wakeAt());
  }

  @Test
  void segmentWithoutAConnectionIsAnsweredWithAReset() {
    tcb.refuse(segment(Tcp.ACK, 7, 99, 0));
    Tcp reset = tcb.next(0).orElseThrow();
    assertEquals(Tcp.RST, reset.flags());
    assertEquals(99, reset.sequence(), "the number that the other side expects");

    tcb.refuse(segment(Tcp.SYN, 7, 0, 10));
    Tcp second = tcb.next(0).orElseThrow();
    assertEquals(Tcp.RST | Tcp.ACK, second.flags());
    assertEquals(18, second.acknowledgment(), "the SYN and 10 bytes");
  }

  @Test
  void resetIsNeverAnsweredWithAReset() {
    tcb.refuse(segment(Tcp.RST, 7, 0, 0));
    assertNothingDue(0);
  }

  @Test
  void floodOfStraySegmentsDoesNotFillTheMemory() {
    for (int i = 0; i < 1000; i++) {
      tcb.refuse(segment(Tcp.ACK, 7, i, 0));
    }
    int answers = 0;
    while (tcb.next(0).isPresent()) {
      answers++;
    }
    assertTrue(answers < 100, answers + "");
  }

  @Test
  void emptySegmentIsChallengedAtMostTwiceASecond() {
    establish();
    tcb.challenge(segment(Tcp.ACK, 1, 1, 0), 0);
    assertTrue(tcb.next(0).isPresent());
    tcb.challenge(segment(Tcp.ACK, 1, 1, 0), 499 * MS);
    assertNothingDue(499 * MS);
    tcb.challenge(segment(Tcp.ACK, 1, 1, 0), 500 * MS);
    assertTrue(tcb.next(500 * MS).isPresent());
  }

  @Test
  void segmentWithDataIsAcknowledgedEachTime() {
    establish();
    for (int i = 0; i < 3; i++) {
      tcb.challenge(segment(Tcp.ACK, 1, 1, 1), i);
      assertTrue(tcb.next(i).isPresent());
    }
  }

  @Test
  void earliestDeadlineOfADelayedAcknowledgmentCounts() {
    establish();
    assertTrue(tcb.mayDelayAcknowledgment());
    tcb.acknowledgeBy(50);
    tcb.acknowledgeBy(80);
    assertFalse(tcb.mayDelayAcknowledgment());
    assertEquals(50, tcb.wakeAt());
    assertNothingDue(49);
    assertEquals(Tcp.ACK, tcb.next(50).orElseThrow().flags());
    assertTrue(tcb.mayDelayAcknowledgment());
  }

  @Test
  void endDropsADelayedAcknowledgment() {
    establish();
    tcb.acknowledgeBy(50);
    tcb.end(Ending.RESET, 10);
    assertNothingDue(50);
    assertEquals(Long.MAX_VALUE, tcb.wakeAt());
    assertEquals(Ending.RESET, tcb.ending());
  }

  @Test
  void resetTakesThePlaceOfAnswersThatWait() {
    establish();
    tcb.refuse(segment(Tcp.ACK, 7, 99, 0));
    tcb.reset();
    Tcp reset = tcb.next(0).orElseThrow();
    assertEquals(ISS + 1, reset.sequence());
    assertEquals(Tcp.RST | Tcp.ACK, reset.flags());
  }

  @Test
  void timeWaitBeginsAnewButIsEnteredOnce() {
    establish();
    long wait = tcb.settings.timeWait();
    tcb.waitForOldSegments(0);
    tcb.waitForOldSegments(10);
    long entered =
        tcb.transitions().stream().filter(each -> each.to() == TcpState.TIME_WAIT).count();
    assertEquals(1, entered);
    assertNothingDue(wait + 9);
    assertEquals(TcpState.TIME_WAIT, tcb.state());
    assertNothingDue(wait + 10);
    assertEquals(TcpState.CLOSED, tcb.state());
    assertEquals(Ending.CLOSED, tcb.ending());
  }

  @Test
  void synThatIsNeverAnsweredEndsTheConnection() {
    tcb.become(TcpState.SYN_SENT, 0);
    int syns = 0;
    long now = 0;
    while (tcb.state() != TcpState.CLOSED && syns < 100) {
      Optional<Tcp> syn = tcb.next(now);
      syns += syn.isPresent() ? 1 : 0;
      now = syn.isPresent() ? now : tcb.wakeAt();
    }
    assertEquals(tcb.settings.retries().synTries(), syns);
    assertEquals(Ending.TIMED_OUT, tcb.ending());
  }
}
