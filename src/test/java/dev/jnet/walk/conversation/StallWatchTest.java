package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.wire.Tcp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stall is explained by. */
class StallWatchTest {
  private static final int MSS = 1_000;

  private final StallWatch watch = new StallWatch();

  private static Tcp segment(long sequence, int length) {
    return new Tcp(80, 50_000, sequence, 0, Tcp.ACK, 100, List.of(), new byte[length]);
  }

  private Stall stall() {
    return watch.stall(MSS);
  }

  @Test
  void knowsNothingBeforeAnythingPassed() {
    assertEquals(new Stall(0, 0, 0, 0, 0, MSS), stall());
    assertTrue(stall().largeOnesOfTheirsVanish());
  }

  @Test
  void largeSegmentsFromThisHostVanishWhenOnlySmallOnesAreAcknowledged() {
    watch.sent(segment(1, 100));
    watch.sent(segment(101, 900));
    watch.received(segment(1, 0), 1, 101);

    assertEquals(new Stall(900, 100, 900, 0, 0, MSS), stall());
    assertTrue(stall().largeOnesOfOursVanish());
  }

  @Test
  void sizeIsNoReasonWhenSegmentsOfThatSizeAreAcknowledged() {
    watch.sent(segment(1, 900));
    watch.received(segment(1, 0), 1, 901);
    watch.sent(segment(901, 900));

    assertFalse(stall().largeOnesOfOursVanish());
  }

  @Test
  void largeSegmentsFromTheOtherSideVanishWhenOnlySmallerOnesCame() {
    watch.received(segment(1, 300), 301, 1);

    assertEquals(300, stall().largestReceived());
    assertTrue(stall().largeOnesOfTheirsVanish());
  }

  @Test
  void countsBytesMissingBeforeDataThatCame() {
    watch.received(segment(1, 100), 101, 1);
    watch.received(segment(2_101, 50), 101, 1);

    assertEquals(2_000, stall().missing());
  }

  @Test
  void countsAcrossTheEndOfSequenceNumbers() {
    watch.received(segment(0xffff_fff0L, 16), 0, 1);
    watch.received(segment(64, 50), 0, 1);

    assertEquals(64, stall().missing());
  }

  @Test
  void segmentsThatTheKernelJoinedCountAsOneOfTheMss() {
    watch.received(segment(1, 5 * MSS), 5_001, 1);

    assertEquals(MSS, stall().largestReceived());
  }

  @Test
  void acknowledgmentsWithoutDataAreNotInFlight() {
    watch.sent(segment(1, 0));

    assertEquals(0, stall().unacknowledged());
  }
}
