package dev.jnet.lab;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time. It holds the coming events in order, and a clock that jumps to the next of them.
 */
final class Timeline {
  /** An event at a certain time. */
  interface Occurrence {
    void happen();
  }

  private record Entry(long at, long id, Occurrence occurrence) {}

  /** Of two events at the same time, the one that was planned first happens first. */
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

  /** The time in ns, which begins at 0. */
  long now() {
    return now;
  }

  /** Plans an event for a time that has not passed, in ns. */
  void plan(long at, Occurrence occurrence) {
    entries.add(new Entry(Math.max(at, now), ids++, occurrence));
  }

  /**
   * Lets the next event happen if its time is no later than {@code limit} ns. Returns whether one
   * happened.
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

  /** Sets the clock to a time in ns. It never goes back. */
  void passUntil(long time) {
    now = Math.max(now, time);
  }
}
