package dev.jnet.ping;

import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.RoundTrips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of the answers, however many there are. */
final class Statistics {
  /** What one round trip weighs in the moving average, as RFC 6298 has it. */
  private static final double NEWEST = 1.0 / 8;

  private static final int BARS = 8;

  /** Different TTLs that are kept: somebody may send all 256. */
  private static final int MAX_HOP_LIMITS = 16;

  private final Distribution distribution = new Distribution();
  private final List<Integer> hopLimits = new ArrayList<>();
  private long count;
  private long least = Long.MAX_VALUE;
  private long most;
  private double sum;
  private double squares;
  private double differences;
  private double smoothed;
  private long before;
  private int hopLimit = -1;
  long received;
  long duplicates;
  long corrupted;
  long errors;
  long changed;
  long reordered;
  long late;
  private long hopLimitChanges;

  void roundTrip(long time) {
    count++;
    least = Math.min(least, time);
    most = Math.max(most, time);
    sum += time;
    squares += (double) time * time;
    differences += count > 1 ? Math.abs(time - before) : 0;
    smoothed = count == 1 ? time : smoothed + (time - smoothed) * NEWEST;
    before = time;
    distribution.add(time);
  }

  /** The longest round trip so far, in ns; 0 before the first. */
  long most() {
    return most;
  }

  /** Takes down a TTL; tells the one before when that was another one, and −1 otherwise. */
  int hopLimit(int now) {
    int last = hopLimit;
    hopLimit = now;
    if (!hopLimits.contains(now) && hopLimits.size() < MAX_HOP_LIMITS) {
      hopLimits.add(now);
    }
    if (last < 0 || last == now) {
      return -1;
    }
    hopLimitChanges++;
    return last;
  }

  List<Integer> hopLimits() {
    return List.copyOf(hopLimits);
  }

  Incidents incidents() {
    return new Incidents(duplicates, corrupted, errors, changed, reordered, late, hopLimitChanges);
  }

  Optional<RoundTrips> roundTrips() {
    if (count == 0) {
      return Optional.empty();
    }
    double average = sum / count;
    return Optional.of(
        new RoundTrips(
            least,
            Math.round(average),
            most,
            Math.round(Math.sqrt(Math.max(0, squares / count - average * average))),
            distribution.percentile(50),
            distribution.percentile(95),
            distribution.percentile(99),
            Math.round(differences / Math.max(1, count - 1)),
            Math.round(smoothed),
            distribution.bars(BARS)));
  }
}
