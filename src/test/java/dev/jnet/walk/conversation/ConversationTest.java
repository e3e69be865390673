package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule of {@link Conversation}, with segments made by hand. */
class ConversationTest extends OneConversation {
  private static final IcmpError PROHIBITED = IcmpError.unreachable(4, 13, new byte[0]);

  @Test
  void hasNoResultBeforeItHasBegun() {
    assertEquals(Course.STOPPED, result().course());
    assertEquals(Ending.NONE, result().ending());
    assertTrue(result().segments().isEmpty());
    assertEquals(Long.MIN_VALUE, conversation.wakeAt());
  }

  @Test
  void beginsWithSyn() {
    assertEquals("SYN", allSent());
    assertEquals(Course.STOPPED, result().course());
    assertFalse(conversation.done());
  }

  @Test
  void reportsClosedPortWhenResetAnswersSyn() {
    allSent();
    arrives(Tcp.RST | Tcp.ACK, 0, 1);

    assertEquals("", allSent());
    assertTrue(conversation.done());
    assertEquals(Course.PORT_CLOSED, result().course());
    assertEquals(7 * MS, result().roundTrip());
  }

  @Test
  void reportsFilteredWhenNoSynIsAnswered() {
    int syns = 0;
    while (!conversation.done()) {
      syns += allSent().isEmpty() ? 0 : 1;
      now = Math.max(now, Math.min(conversation.wakeAt(), now + 10 * Nanos.SECOND));
    }
    assertEquals(3, syns);
    assertEquals(Course.FILTERED, result().course());
    assertEquals(Ending.TIMED_OUT, result().ending());
  }

  @Test
  void reportsFilteredAndByWhomWhenIcmpErrorAnswersSyn() {
    allSent();
    fails(PROHIBITED);

    assertEquals("", allSent());
    assertEquals(Course.FILTERED, result().course());
    assertEquals(ROUTER, result().refusal().orElseThrow().from());
    assertEquals(7 * MS, result().roundTrip());
  }

  @Test
  void talksOnceConnectionIsOpen() {
    talk.says = "hello";
    establish();

    assertEquals("ACK, PSH ACK 5", allSent());
    assertTrue(result().isOpen());
    assertEquals(Course.STOPPED, result().course());
  }

  @Test
  void handsOnDataInOrder() {
    establish();
    arrives(Tcp.ACK, 4, 1, "def");
    assertEquals("", talk.heard.toString());
    arrives(Tcp.ACK, 1, 1, "abc");
    assertEquals("abcdef", talk.heard.toString());
  }

  @Test
  void closesWhenTheTalkIsFinished() {
    talk.says = "bye";
    establish();
    allSent();
    talk.finished = true;
    arrives(Tcp.ACK, 1, 4);

    assertEquals("FIN ACK", allSent());
    assertFalse(conversation.done());
    arrives(Tcp.FIN | Tcp.ACK, 1, 5);
    assertEquals("ACK", allSent());
    assertTrue(conversation.done());
    assertEquals(Course.CLOSED, result().course());
    assertTrue(result().waits());
  }

  @Test
  void closesAfterOtherSideWithoutTimeWait() {
    establish();
    allSent();
    talk.finished = true;
    arrives(Tcp.FIN | Tcp.ACK, 1, 1);

    assertEquals("ACK, FIN ACK", allSent());
    arrives(Tcp.ACK, 2, 2);
    allSent();
    assertEquals(Course.CLOSED, result().course());
    assertFalse(result().waits());
  }

  @Test
  void notifiesTheTalkOnceThatTheOtherSideHasClosed() {
    establish();
    arrives(Tcp.FIN | Tcp.ACK, 1, 1);
    arrives(Tcp.FIN | Tcp.ACK, 1, 1);

    assertEquals(1, talk.ends);
  }

  @Test
  void resetsConnectionWhenTalkFails() {
    establish();
    allSent();
    talk.failed = true;

    assertEquals("RST ACK", allSent());
    assertTrue(conversation.done());
    assertEquals(Course.GIVEN_UP, result().course());
  }

  @Test
  void stallsWhenNothingNewComesWithinPatience() {
    establish();
    allSent();
    assertEquals(now + 5 * Nanos.SECOND, conversation.wakeAt());
    now += 5 * Nanos.SECOND - 1;
    assertEquals("", allSent());

    now++;
    assertEquals("RST ACK", allSent());
    assertEquals(Course.STALLED, result().course());
    assertTrue(result().stall().isPresent());
  }

  @Test
  void waitsAgainAfterEachNewByte() {
    establish();
    allSent();
    now += 4 * Nanos.SECOND;
    arrives(Tcp.ACK, 1, 1, "x");
    allSent();

    assertEquals(now + 5 * Nanos.SECOND, conversation.wakeAt());
  }

  @Test
  void doesNotWaitAgainAfterRepeatedBytes() {
    establish();
    arrives(Tcp.ACK, 1, 1, "x");
    allSent();
    long deadline = conversation.wakeAt();
    now += Nanos.SECOND;
    arrives(Tcp.ACK, 1, 1, "x");
    allSent();

    assertEquals(deadline, conversation.wakeAt());
  }

  @Test
  void doesNotWaitAgainAfterBytesThatAreNoStep() {
    talk.isEndless = true;
    establish();
    allSent();
    long end = now + 5 * Nanos.SECOND;

    assertEquals("RST ACK", dripUntil(end));
    assertEquals(Course.ENDLESS, result().course());
    assertEquals(Optional.empty(), result().stall());
  }

  @Test
  void waitsTwoSecondsForOtherSideThatGoesOnSending() {
    establish();
    talk.finished = true;
    allSent();
    arrives(Tcp.ACK, 1, 2);
    long end = now + 2 * Nanos.SECOND;

    assertEquals("RST ACK", dripUntil(end));
    assertEquals(Course.NEVER_STOPPED, result().course());
  }

  @Test
  void endsAfterItsTimeWhateverComes() {
    long end = now + 60 * Nanos.SECOND;
    establish();
    allSent();

    assertEquals("RST ACK", dripUntil(end));
    assertEquals(Course.OUT_OF_TIME, result().course());
    assertTrue(conversation.done());
  }

  /**
   * A byte comes each half second until it is over, which is to be at the end; what leaves then.
   */
  private String dripUntil(long end) {
    String sent = allSent();
    for (int sequence = 1; !conversation.done(); sequence++) {
      assertTrue(now < end, "it goes on after its end");
      now = Math.min(now + Nanos.SECOND / 2, conversation.wakeAt());
      if (now < end) {
        arrives(Tcp.ACK, sequence, 1, "x");
      }
      sent = allSent();
    }
    assertEquals(end, now);
    return sent;
  }

  @Test
  void waitsTwoSecondsForOtherSideToClose() {
    establish();
    talk.finished = true;
    allSent();
    arrives(Tcp.ACK, 1, 2);
    allSent();
    assertEquals(now + 2 * Nanos.SECOND, conversation.wakeAt());

    now += 2 * Nanos.SECOND;
    assertEquals("RST ACK", allSent());
    assertEquals(Course.HALF_CLOSED, result().course());
  }

  @Test
  void reportsReset() {
    establish();
    allSent();
    arrives(Tcp.RST | Tcp.ACK, 1, 1);
    allSent();

    assertTrue(conversation.done());
    assertEquals(Course.RESET, result().course());
    assertEquals(Ending.RESET, result().ending());
  }

  @Test
  void ignoresIcmpErrorOnceConnectionIsOpen() {
    establish();
    allSent();
    fails(PROHIBITED);
    allSent();

    assertEquals(Optional.empty(), result().refusal());
    assertEquals(Course.STOPPED, result().course());
  }

  @Test
  void sendsSmallerSegmentsWhenRouterSaysTooBig() {
    talk.says = "x".repeat(500);
    establish();
    assertEquals("ACK, PSH ACK 500", allSent());
    fails(IcmpError.tooBig(4, 300, new byte[0]));

    assertEquals("ACK 260, PSH ACK 240", allSent());
  }

  @Test
  void timesUseTheKernelsStampsOfSentSegments() {
    long before = now;
    allSent();
    stamped(before + 3);

    assertEquals(before + 3, result().times().syn());
    assertTrue(result().segments().get(0).exact());
  }

  @Test
  void keepsTheStateOfThisHostAfterEachSegment() {
    establish();
    allSent();

    assertEquals(TcpState.SYN_SENT, result().segments().get(0).ours());
    assertEquals(TcpState.ESTABLISHED, result().segments().get(1).ours());
  }
}
