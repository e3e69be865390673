package dev.jnet.ping;

import java.util.ArrayList;
import java.util.List;

/**
 * How times are distributed. It takes bounded memory, however many times are added. Times below 16
 * µs are kept exactly, longer ones with an error of at most 1 part in 16,384.
 */
final class Distribution {
  /** How many of the highest bits of a time are kept; the others are the error. */
  private static final int BITS = 14;

  private static final int HALF = 1 << (BITS - 1);

  /** Bars are logarithmic when the longest time is at least this many times the shortest one. */
  private static final int WIDE = 10;

  /** Counters that are made together, when the first of them is needed. */
  private static final int PAGE = 256;

  /** By how many bits times are shifted; then pages of counters. */
  private final int[][][] counters = new int[Long.SIZE][][];

  private long count;
  private long least = Long.MAX_VALUE;
  private long most;

  /** Adds a time in ns, from 0 on. */
  void add(long time) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(time) - BITS);
    if (counters[shift] == null) {
      counters[shift] = new int[2 * HALF / PAGE][];
    }
    int index = (int) (time >>> shift);
    int[][] pages = counters[shift];
    if (pages[index / PAGE] == null) {
      pages[index / PAGE] = new int[PAGE];
    }
    pages[index / PAGE][index % PAGE]++;
    count++;
    least = Math.min(least, time);
    most = Math.max(most, time);
  }

  /**
   * The smallest time in ns that at least this many percent of all times do not exceed (nearest
   * rank).
   *
   * @param percent above 0, to 100
   */
  long percentile(int percent) {
    Rank rank = new Rank((count * percent + 99) / 100);
    each(rank);
    return Math.min(most, Math.max(least, rank.time));
  }

  /** Takes each time and how often it was counted. */
  private interface Visitor {
    void see(long time, int times);
  }

  /** The time that comes at a rank, from 1 on. */
  private static final class Rank implements Visitor {
    private final long rank;
    private long time;
    private long seen;

    Rank(long rank) {
      this.rank = rank;
    }

    @Override
    public void see(long next, int times) {
      if (seen < rank) {
        time = next;
        seen += times;
      }
    }
  }

  /** Visits all times from the least to the most, each as exactly as it is known. */
  private void each(Visitor visitor) {
    for (int shift = 0; shift < counters.length; shift++) {
      for (int page = 0; counters[shift] != null && page < counters[shift].length; page++) {
        int[] times = counters[shift][page];
        for (int i = 0; times != null && i < PAGE; i++) {
          if (times[i] > 0) {
            visitor.see(middle(shift, page * PAGE + i), times[i]);
          }
        }
      }
    }
  }

  private static long middle(int shift, int index) {
    return ((long) index << shift) + ((1L << shift) >> 1);
  }

  /**
   * The times in {@code number} classes that follow one another without a gap, from the shortest
   * time to the longest. All classes are equally wide. Where the longest time is at least ten times
   * the shortest one, they are equally wide on a logarithmic scale. There are none where the times
   * differ by less than {@code number} ns.
   */
  List<PingResult.Bar> bars(int number) {
    if (count < 2 || most - least < number) {
      return List.of();
    }
    boolean logarithmic = most / Math.max(1, least) >= WIDE;
    long[] ends = new long[number];
    for (int i = 0; i < number; i++) {
      double share = (i + 1.0) / number;
      ends[i] =
          logarithmic
              ? Math.round(Math.max(1, least) * Math.pow((double) most / Math.max(1, least), share))
              : least + Math.round((most - least) * share);
    }
    ends[number - 1] = most;
    long[] counts = counts(ends);
    List<PingResult.Bar> bars = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      bars.add(new PingResult.Bar(i == 0 ? least : ends[i - 1], ends[i], counts[i]));
    }
    return List.copyOf(bars);
  }

  private long[] counts(long[] ends) {
    long[] counts = new long[ends.length];
    each(
        (time, times) -> {
          int at = 0;
          while (at < ends.length - 1 && time > ends[at]) {
            at++;
          }
          counts[at] += times;
        });
    return counts;
  }
}
