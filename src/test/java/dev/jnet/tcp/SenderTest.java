package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

/** The rules of {@link Sender}, one by one. */
class SenderTest {
  private static final long ISS = 100;
  private static final int MSS = 500;

  private final Sender sender =
      new Sender(TcpSettings.linux(4, 1500).withPatience(Nanos.SECOND, 3, 4), ISS);

  private void open(long window) {
    sender.next(0);
    sender.acknowledged(ISS + 1, 0);
    sender.mss(MSS);
    sender.window(window, 0);
  }

  private void offer(int bytes) {
    assertEquals(bytes, sender.offer(new byte[bytes], 0));
  }

  private int sendAll(long now) {
    int pieces = 0;
    while (sender.next(now) != null) {
      pieces++;
    }
    return pieces;
  }

  @Test
  void sendsTheSynAndThenWaits() {
    Sender.Piece syn = sender.next(0);

    assertTrue(syn.syn());
    assertEquals(ISS, syn.sequence());
    assertNull(sender.next(0));
    assertEquals(Nanos.SECOND, sender.expiresAt());
  }

  @Test
  void sendsTheSynAgainAsOftenAsItMay() {
    sender.next(0);
    assertTrue(sender.expired());
    assertTrue(sender.next(1).syn());
    assertTrue(sender.expired());
    assertTrue(sender.next(2).syn());
    assertFalse(sender.expired());
  }

  @Test
  void cutsDataIntoSegmentsAndPushesTheLast() {
    open(10_000);
    offer(700);

    Sender.Piece first = sender.next(0);
    Sender.Piece last = sender.next(0);
    assertEquals(MSS, first.data().length);
    assertFalse(first.push());
    assertEquals(200, last.data().length);
    assertTrue(last.push());
    assertNull(sender.next(0));
  }

  @Test
  void sendsNoMoreThanTheWindowTakes() {
    open(MSS);
    offer(2_000);

    assertEquals(1, sendAll(0));
    assertEquals(MSS, sender.inFlight());
  }

  @Test
  void sendsNoSmallSegmentIntoSmallWindow() {
    open(2_000);
    offer(4_000);
    sendAll(0);
    sender.acknowledged(ISS + 1 + 2_000, 0);
    sender.window(MSS - 1, 0);

    assertFalse(sender.ready());
  }

  @Test
  void probesClosedWindowWithOneByte() {
    open(0);
    offer(100);
    assertNull(sender.next(0));
    sender.arm(0);
    assertTrue(sender.expired());

    assertEquals(1, sender.next(Nanos.SECOND).data().length);
  }

  @Test
  void finFollowsTheData() {
    open(10_000);
    offer(10);
    sender.queueFin();

    Sender.Piece piece = sender.next(0);
    assertTrue(piece.fin());
    assertEquals(10, piece.data().length);
    sender.acknowledged(ISS + 1 + 10 + 1, 0);
    assertTrue(sender.finAcknowledged());
    assertFalse(sender.ready());
  }

  @Test
  void thirdDuplicateAcknowledgmentSendsFirstSegmentAgain() {
    open(10_000);
    offer(2_000);
    sendAll(0);
    sender.duplicateAcknowledged();
    sender.duplicateAcknowledged();
    assertFalse(sender.ready());
    sender.duplicateAcknowledged();

    assertEquals(ISS + 1, sender.next(0).sequence());
    assertNull(sender.next(0));
  }

  @Test
  void partialAcknowledgmentSendsTheNextMissingSegment() {
    open(10_000);
    offer(2_000);
    sendAll(0);
    for (int i = 0; i < 3; i++) {
      sender.duplicateAcknowledged();
    }
    sender.next(0);
    sender.acknowledged(ISS + 1 + MSS, 0);

    assertEquals(ISS + 1 + MSS, sender.next(0).sequence());
  }

  @Test
  void timerStartsOverAtFirstUnacknowledgedByte() {
    open(10_000);
    offer(1_000);
    sendAll(0);
    assertTrue(sender.expired());

    assertEquals(ISS + 1, sender.next(0).sequence());
  }

  @Test
  void givesUpAfterAllTries() {
    open(10_000);
    offer(10);
    for (int i = 1; i < 4; i++) {
      assertNotNull(sender.next(0));
      assertTrue(sender.expired());
    }
    sender.next(0);
    assertFalse(sender.expired());
  }

  @Test
  void answeredWindowProbesAreNoReasonToGiveUp() {
    open(0);
    offer(10);
    for (int i = 0; i < 20; i++) {
      sender.arm(0);
      assertTrue(sender.expired());
      sender.next(0);
      sender.window(0, 0);
    }
  }

  @Test
  void measuresNoRoundTripOfWhatWasSentTwice() {
    sender.next(0);
    sender.expired();
    sender.next(Nanos.SECOND);
    sender.acknowledged(ISS + 1, 2 * Nanos.SECOND);

    assertEquals(-1, sender.smoothedRoundTrip());
  }

  @Test
  void smallerSegmentsConcernWhatWasSentToo() {
    open(10_000);
    offer(MSS);
    sendAll(0);
    sender.limit(300);

    assertEquals(300, sender.next(0).data().length);
    assertEquals(200, sender.next(0).data().length);
  }

  @Test
  void takesNoMoreThanItsBufferHolds() {
    Sender small = new Sender(TcpSettings.linux(4, 1500).withBuffers(1_000, 50), ISS);

    assertEquals(50, small.offer(new byte[80], 0));
    assertEquals(0, small.offer(new byte[80], 50));
  }
}
