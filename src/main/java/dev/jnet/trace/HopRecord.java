package dev.jnet.trace;

import dev.jnet.trace.PathWatchResult.WatchedHop;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Counts and times of one TTL in all rounds so far. */
final class HopRecord {
  /** A bound for memory: the first addresses of a hop are kept, and further ones forgotten. */
  private static final int MAX_ADDRESSES = 16;

  private final int ttl;
  private final List<InetAddress> addresses = new ArrayList<>();
  private int sent;
  private int received;
  private long last;
  private long best = Long.MAX_VALUE;
  private long worst;
  private double mean;
  private double squares;

  HopRecord(int ttl) {
    this.ttl = ttl;
  }

  /** Adds a round. */
  void add(Hop hop) {
    sent += hop.sent();
    for (HopAnswer answer : hop.answers()) {
      if (!addresses.contains(answer.from()) && addresses.size() < MAX_ADDRESSES) {
        addresses.add(answer.from());
      }
      add(answer.roundTrip());
    }
  }

  /** Counts a round in which neither this hop nor a later one answered. */
  void missed() {
    sent++;
  }

  /** Uses Welford's method: no sum grows without bound, however long the path is watched. */
  private void add(long roundTrip) {
    received++;
    last = roundTrip;
    best = Math.min(best, roundTrip);
    worst = Math.max(worst, roundTrip);
    double before = roundTrip - mean;
    mean += before / received;
    squares += before * (roundTrip - mean);
  }

  /**
   * What is known so far.
   *
   * @param leastLater the smallest share of missing answers at a later hop; 1 where none answers
   */
  WatchedHop snapshot(double leastLater) {
    Hop.Loss loss = Hop.Loss.of(sent, received, leastLater);
    return new WatchedHop(
        ttl,
        addresses,
        sent,
        received,
        last,
        received == 0 ? 0 : best,
        Math.round(mean),
        worst,
        received == 0 ? 0 : Math.round(Math.sqrt(squares / received)),
        loss);
  }
}
