package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.tcp.Ending;
import dev.jnet.walk.conversation.ConversationResult.Course;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationEndTest {
  private static final Optional<Course> NOT_ABANDONED = Optional.empty();

  private static Course unopened(boolean refused, Ending ending) {
    return new ConversationEnd(NOT_ABANDONED, false, refused, ending, true).course();
  }

  private static Course opened(Optional<Course> abandoned, Ending ending, boolean over) {
    return new ConversationEnd(abandoned, true, false, ending, over).course();
  }

  @Test
  void resetOfTheSynMeansAClosedPort() {
    assertEquals(Course.PORT_CLOSED, unopened(false, Ending.REFUSED));
  }

  @Test
  void silenceOrAnIcmpErrorMeansAFilter() {
    assertEquals(Course.FILTERED, unopened(false, Ending.TIMED_OUT));
    assertEquals(Course.FILTERED, unopened(true, Ending.ABORTED));
  }

  @Test
  void stopBeforeAnyAnswerTellsNothing() {
    assertEquals(Course.STOPPED, unopened(false, Ending.NONE));
  }

  @Test
  void limitOfTimeCountsBeforeAllElse() {
    Optional<Course> outOfTime = Optional.of(Course.OUT_OF_TIME);
    assertEquals(
        Course.OUT_OF_TIME,
        new ConversationEnd(outOfTime, false, false, Ending.ABORTED, true).course());
    assertEquals(Course.OUT_OF_TIME, opened(outOfTime, Ending.ABORTED, true));
  }

  @Test
  void reasonForWhichWeGaveUpCountsBeforeHowTheConnectionEnded() {
    assertEquals(Course.GIVEN_UP, opened(Optional.of(Course.GIVEN_UP), Ending.RESET, true));
  }

  @Test
  void openConnectionEndsAsItsTcpSays() {
    assertEquals(Course.STALLED, opened(NOT_ABANDONED, Ending.TIMED_OUT, true));
    assertEquals(Course.RESET, opened(NOT_ABANDONED, Ending.RESET, true));
    assertEquals(Course.CLOSED, opened(NOT_ABANDONED, Ending.CLOSED, true));
    assertEquals(Course.STOPPED, opened(NOT_ABANDONED, Ending.NONE, false));
  }
}
