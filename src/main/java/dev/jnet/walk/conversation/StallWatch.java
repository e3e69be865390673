package dev.jnet.walk.conversation;

import dev.jnet.tcp.Seq;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which sizes of segments get through, and which do not: what a stall is explained by. A black hole
 * swallows packets above a size in silence, so that small ones pass and large ones do not.
 */
final class StallWatch {
  private static final int MAX_IN_FLIGHT = 256;

  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private int largestAcknowledged;
  private int largestReceived;
  private boolean heard;
  private long next;
  private long ahead;

  /** A segment of ours, and the number behind it. */
  private record Sent(long end, int data) {}

  void sent(Tcp tcp) {
    int data = tcp.payload().length;
    if (data == 0) {
      return;
    }
    inFlight.add(new Sent(Seq.plus(tcp.sequence(), data), data));
    if (inFlight.size() > MAX_IN_FLIGHT) {
      inFlight.remove();
    }
  }

  /**
   * A segment came.
   *
   * @param expected the next number expected in order, after it
   * @param acknowledged the first number of ours that is not acknowledged, after it
   */
  void received(Tcp tcp, long expected, long acknowledged) {
    while (!inFlight.isEmpty() && Seq.lessOrEqual(inFlight.peek().end, acknowledged)) {
      largestAcknowledged = Math.max(largestAcknowledged, inFlight.remove().data);
    }
    int data = tcp.payload().length;
    if (data > 0) {
      largestReceived = Math.max(largestReceived, data);
      ahead = heard ? Seq.max(ahead, tcp.sequence()) : tcp.sequence();
      heard = true;
    }
    next = expected;
  }

  /** Whether what came last is not the next in order: something in front of it is missing. */
  boolean isMissing() {
    return heard && Seq.less(next, ahead);
  }

  /** What is known, now that nothing moves any more. */
  ConversationResult.Stall stall(int mss) {
    int unacknowledged = 0;
    int largest = 0;
    for (Sent each : inFlight) {
      unacknowledged += each.data;
      largest = Math.max(largest, each.data);
    }
    long missing = heard ? Math.max(0, Seq.distance(next, ahead)) : 0;
    return new ConversationResult.Stall(
        unacknowledged, largestAcknowledged, largest, missing, Math.min(largestReceived, mss), mss);
  }
}
