package dev.jnet.lab;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is going to happen, in order, and a clock that jumps to the next of it. */
final class Timeline {
  /** Something that happens at a time. */
  interface Occurrence {
    void happen();
  }

  private record Entry(long at, long id, Occurrence occurrence) {}

  /** Of two things at the same time the one happens first that was planned first. */
  private static final Comparator<Entry> ORDER =
      new Comparator<>() {
        @Override
        public int compare(Entry a, Entry b) {
          int byTime = Long.compare(a.at, b.at);
          return byTime != 0 ? byTime : Long.compare(a.id, b.id);
        }
      };

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(64, ORDER);
  private long now;
  private long ids;

  /** The time in ns; begins at 0. */
  long now() {
    return now;
  }

  /** Plans something for a time that has not passed. */
  void plan(long at, Occurrence occurrence) {
    entries.add(new Entry(Math.max(at, now), ids++, occurrence));
  }

  /**
   * Lets the next thing happen, if its time comes no later than {@code limit}, or has come already.
   */
  boolean step(long limit) {
    Entry next = entries.peek();
    if (next == null || next.at > Math.max(limit, now)) {
      return false;
    }
    entries.remove();
    now = next.at;
    next.occurrence.happen();
    return true;
  }

  /** Time passes until then; it never goes back. */
  void passUntil(long time) {
    now = Math.max(now, time);
  }
}
