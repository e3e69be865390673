package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The question allows 5 s without a step, and 60 s in all. */
class ConversationPatienceTest {
  private static final long BEGIN = 100 * Nanos.SECOND;

  private final ConversationPatience patience =
      new ConversationPatience(OneConversation.question());

  @BeforeEach
  void begin() {
    patience.begin(BEGIN);
  }

  private static long after(double seconds) {
    return BEGIN + Nanos.ofSeconds(seconds);
  }

  @Test
  void endsWithoutAnyStep() {
    assertFalse(patience.isSpent(after(4.9)));
    assertTrue(patience.isSpent(after(5)));
  }

  @Test
  void eachStepIsWaitedForAnew() {
    patience.progress(after(4));
    assertFalse(patience.isSpent(after(8.9)));
    assertTrue(patience.isSpent(after(9)));
  }

  @Test
  void stepsDoNotExtendTheTimeInAll() {
    patience.progress(after(59));
    assertFalse(patience.isTimeOver(after(59.9)));
    assertTrue(patience.isTimeOver(after(60)));
  }

  @Test
  void otherSideHasTwoSecondsToCloseItsHalf() {
    patience.close(after(3));
    assertFalse(patience.isSpent(after(4.9)));
    assertTrue(patience.isSpent(after(5)));
  }

  @Test
  void dataThatAreNoStepEndTheSilenceOnly() {
    patience.heard(after(4));
    assertTrue(patience.isSpent(after(5)));
    assertFalse(patience.isSilent(after(5)));
    assertTrue(patience.isSilent(after(6.5)));
  }

  @Test
  void wakesForWhateverEndsFirst() {
    assertEquals(after(5), patience.endsAt(true));
    assertEquals(after(60), patience.endsAt(false), "nobody is waited for");
    patience.progress(after(58));
    assertEquals(after(60), patience.endsAt(true));
  }
}
