package dev.jnet.trace;

import dev.jnet.probe.Via;
import dev.jnet.trace.TraceResult.Status;
import java.net.InetAddress;
import java.util.List;

/**
 * What many rounds over one path have shown. Times are ns.
 *
 * @param status reached as soon as one round reached the target; else how the last one ended
 * @param via what the probes travelled in
 * @param rounds that are over
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
