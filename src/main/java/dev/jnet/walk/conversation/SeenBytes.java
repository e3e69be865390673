package dev.jnet.walk.conversation;

import dev.jnet.tcp.Seq;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a stream have passed. A retransmission that fills a hole brings new bytes; one of
 * bytes that passed before does not.
 */
final class SeenBytes {
  /** More holes than this are not kept: the oldest counts as filled. */
  private static final int MAX_RANGES = 1024;

  /** Where each range of bytes that passed begins, and where it ends. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private boolean begun;
  private long sequence;
  private long position;

  /**
   * Notes that bytes pass.
   *
   * @param from the sequence number of the first
   * @param length how many, at least 0
   * @return how many of them had passed before
   */
  long pass(long from, int length) {
    if (!begun) {
      begun = true;
      sequence = from;
    }
    long start = position + Seq.distance(sequence, from);
    long end = start + length;
    if (end > position) {
      sequence = Seq.plus(from, length);
      position = end;
    }
    return length == 0 ? 0 : length - fresh(start, end);
  }

  /** Adds a range, and returns how many of its bytes are new. */
  private long fresh(long start, long end) {
    long from = start;
    long to = end;
    long known = 0;
    Map.Entry<Long, Long> before = ranges.floorEntry(end);
    while (before != null && before.getValue() >= start) {
      known += Math.max(0, Math.min(end, before.getValue()) - Math.max(start, before.getKey()));
      from = Math.min(from, before.getKey());
      to = Math.max(to, before.getValue());
      ranges.remove(before.getKey());
      before = ranges.floorEntry(end);
    }
    ranges.put(from, to);
    if (ranges.size() > MAX_RANGES) {
      ranges.pollFirstEntry();
    }
    return end - start - known;
  }
}
