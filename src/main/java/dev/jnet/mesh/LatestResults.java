package dev.jnet.mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The latest of many results, for which memory has room. */
public final class LatestResults {
  private static final Comparator<KeptResult> BY_TIME = Comparator.comparingLong(KeptResult::at);

  private final int most;
  private final PriorityQueue<KeptResult> latest = new PriorityQueue<>(BY_TIME);
  private long leftOut;

  /**
   * No results.
   *
   * @param most how many are kept
   */
  public LatestResults(int most) {
    this.most = most;
  }

  /** Takes a result. */
  public void add(KeptResult result) {
    latest.add(result);
    if (latest.size() > most) {
      latest.remove();
      leftOut++;
    }
  }

  /** How many older ones were left out. */
  public long leftOut() {
    return leftOut;
  }

  /** The results, the oldest first. */
  public List<KeptResult> byTime() {
    List<KeptResult> all = new ArrayList<>(latest);
    all.sort(BY_TIME);
    return all;
  }
}
