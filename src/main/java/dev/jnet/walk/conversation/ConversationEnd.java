package dev.jnet.walk.conversation;

import dev.jnet.tcp.Ending;
import dev.jnet.walk.conversation.ConversationResult.Course;
import java.util.Optional;

/**
 * What is known of a conversation when it ends, or is asked how it went so far.
 *
 * @param abandoned why this host gave the connection up; empty where it did not
 * @param established whether the connection was ever open
 * @param refused whether an ICMP error answered this host's SYN
 * @param ending how the connection itself ended
 * @param over whether nothing is left to be sent
 */
record ConversationEnd(
    Optional<Course> abandoned, boolean established, boolean refused, Ending ending, boolean over) {
  /**
   * How it went. The first of these that holds counts:
   *
   * <ol>
   *   <li>The time for the whole conversation was over.
   *   <li>The connection was never open: a reset, an ICMP error, silence, or an early stop.
   *   <li>It was abandoned: for the reason noted then.
   *   <li>This host's data were never acknowledged, or the other side has reset the connection.
   *   <li>It is over, or it was stopped before its end.
   * </ol>
   */
  Course course() {
    if (abandoned.isPresent() && abandoned.get() == Course.OUT_OF_TIME) {
      return Course.OUT_OF_TIME;
    }
    if (!established) {
      return unopened();
    }
    if (abandoned.isPresent()) {
      return abandoned.get();
    }
    return switch (ending) {
      case TIMED_OUT -> Course.STALLED;
      case RESET -> Course.RESET;
      default -> over ? Course.CLOSED : Course.STOPPED;
    };
  }

  private Course unopened() {
    if (ending == Ending.REFUSED) {
      return Course.PORT_CLOSED;
    }
    boolean filtered = refused || ending == Ending.TIMED_OUT;
    return filtered ? Course.FILTERED : Course.STOPPED;
  }
}
