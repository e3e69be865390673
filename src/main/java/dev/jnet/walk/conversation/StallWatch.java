package dev.jnet.walk.conversation;

import dev.jnet.tcp.Seq;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notes which sizes of segments arrive and which do not, because that may explain a stall: a black
 * hole drops packets above a size silently, so that small ones pass and large ones do not. Sizes
 * are bytes of data.
 */
final class StallWatch {
  private static final int MAX_IN_FLIGHT = 256;

  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private int largestAcknowledged;
  private int largestReceived;
  private boolean anyReceived;
  private long next;
  private long ahead;

  /** A segment from this host, and the sequence number after it. */
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
   * Notes a segment that arrived.
   *
   * @param expected the next sequence number expected, after this segment
   * @param acknowledged the first sequence number of this host that is not acknowledged, after this
   *     segment
   */
  void received(Tcp tcp, long expected, long acknowledged) {
    while (!inFlight.isEmpty() && Seq.lessOrEqual(inFlight.peek().end, acknowledged)) {
      largestAcknowledged = Math.max(largestAcknowledged, inFlight.remove().data);
    }
    int data = tcp.payload().length;
    if (data > 0) {
      largestReceived = Math.max(largestReceived, data);
      ahead = anyReceived ? Seq.max(ahead, tcp.sequence()) : tcp.sequence();
      anyReceived = true;
    }
    next = expected;
  }

  /** Whether data are missing before some that came. */
  boolean isDataMissing() {
    return anyReceived && Seq.less(next, ahead);
  }

  /**
   * What the sizes show about a stall.
   *
   * @param mss the most bytes of data that a segment from the other side may carry
   */
  ConversationResult.Stall stall(int mss) {
    int unacknowledged = 0;
    int largest = 0;
    for (Sent each : inFlight) {
      unacknowledged += each.data;
      largest = Math.max(largest, each.data);
    }
    long missing = anyReceived ? Math.max(0, Seq.distance(next, ahead)) : 0;
    return new ConversationResult.Stall(
        unacknowledged, largestAcknowledged, largest, missing, Math.min(largestReceived, mss), mss);
  }
}
