package dev.jnet.exporter.web;

import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The last probes, with their reports, and how many there were. */
final class RecentProbes {
  private static final int MAX = 100;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final Map<Kind, Long> counts = new TreeMap<>();
  private long number;

  /**
   * A probe that has ended.
   *
   * @param took how long, in ns
   */
  record Entry(long number, Instant at, ProbeRequest request, ProbeAnswer answer, long took) {}

  /** What probes are counted by. */
  record Kind(String module, boolean success) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byModule = module.compareTo(other.module);
      return byModule != 0 ? byModule : Boolean.compare(success, other.success);
    }
  }

  synchronized void add(ProbeRequest request, ProbeAnswer answer, long took) {
    counts.merge(new Kind(request.module().name(), answer.success()), 1L, Long::sum);
    entries.addFirst(new Entry(number++, Instant.now(), request, answer, took));
    if (entries.size() > MAX) {
      entries.removeLast();
    }
  }

  /** The last ones, the newest first. */
  synchronized List<Entry> all() {
    return new ArrayList<>(entries);
  }

  /** One of the last ones. */
  synchronized Optional<Entry> numbered(long wanted) {
    return entries.stream().filter(entry -> entry.number() == wanted).findFirst();
  }

  /** How many probes there were. */
  synchronized Map<Kind, Long> counts() {
    return new TreeMap<>(counts);
  }
}
