package dev.jnet.trace;

import dev.jnet.trace.PathWatchResult.WatchedHop;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What one TTL has shown in all rounds so far. */
final class HopRecord {
  /** Addresses remembered of one hop; a path that changes more is described by the first ones. */
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

  /** A round in which nobody answered here, nor anywhere behind. */
  void missed() {
    sent++;
  }

  /** Welford's way: no sum grows without bound, however long it is watched. */
  private void add(long roundTrip) {
    received++;
    last = roundTrip;
    best = Math.min(best, roundTrip);
    worst = Math.max(worst, roundTrip);
    double before = roundTrip - mean;
    mean += before / received;
    squares += before * (roundTrip - mean);
  }

  /** What is known so far; what missing answers mean is for those to say who see all hops. */
  WatchedHop snapshot(double leastLater, boolean anyLater) {
    double missing = sent == 0 ? 0 : 1 - (double) received / sent;
    Hop.Loss loss =
        received == sent
            ? Hop.Loss.NONE
            : anyLater && leastLater < missing
                ? Hop.Loss.OWN
                : received == 0 ? Hop.Loss.UNKNOWN : Hop.Loss.PERSISTS;
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
