package dev.jnet.trace;

import dev.jnet.probe.Via;
import dev.jnet.trace.TraceResult.Status;
import java.net.InetAddress;
import java.util.List;

/**
 * The result of watching a path for some rounds. Times are in ns.
 *
 * @param status {@link Status#REACHED} if any round reached the target; otherwise how the last
 *     round ended
 * @param via what the probes travelled in
 * @param rounds how many are over
 * @param hops up to the target, or to the farthest that any round found
 */
public record PathWatchResult(Status status, Via via, int rounds, List<WatchedHop> hops) {
  /**
   * A hop.
   *
   * @param ttl 1 to 255
   * @param addresses of all who answered, the first one first
   * @param sent probes
   * @param received answers
   * @param last round trip; 0 like the others when there was none
   * @param best round trip
   * @param mean of all round trips
   * @param worst round trip
   * @param deviation the standard deviation of the round trips
   * @param loss what missing answers mean
   */
  public record WatchedHop(
      int ttl,
      List<InetAddress> addresses,
      int sent,
      int received,
      long last,
      long best,
      long mean,
      long worst,
      long deviation,
      Hop.Loss loss) {
    /** Copies the list. */
    public WatchedHop {
      addresses = List.copyOf(addresses);
    }

    /** The share of probes without an answer, 0 to 1. */
    public double missing() {
      return sent == 0 ? 0 : 1 - (double) received / sent;
    }
  }

  /** Copies the list. */
  public PathWatchResult {
    hops = List.copyOf(hops);
  }
}
