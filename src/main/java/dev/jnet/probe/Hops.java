package dev.jnet.probe;

import dev.jnet.unit.Nanos;

/** Guesses how many routers a packet has passed, from its TTL. */
public final class Hops {
  private static final int[] INITIAL_TTLS = {64, 128, 255};

  private Hops() {}

  /** Round trips to one machine may differ by so much, in ns, on an idle link. */
  private static final long SLACK = 100 * Nanos.MICROSECOND;

  /**
   * Whether answers may come from a router itself, by their round trips: those from beyond it take
   * longer.
   *
   * @param answer the shortest round trip of the answers, in ns
   * @param router the shortest round trip of the router's own answers, in ns
   */
  public static boolean isAsNear(long answer, long router) {
    return answer <= router + router / 2 + SLACK;
  }

  /**
   * How many routers have probably forwarded a packet. Operating systems send packets with a TTL of
   * 64, 128 or 255. The smallest of these that is not below the packet's TTL is taken for its
   * initial one.
   *
   * @param ttl the TTL of the packet when it arrived, 0 to 255
   * @return 0 to 126
   * @throws IllegalArgumentException when the TTL is more than 255
   */
  public static int passed(int ttl) {
    for (int initial : INITIAL_TTLS) {
      if (ttl <= initial) {
        return initial - ttl;
      }
    }
    throw new IllegalArgumentException("TTL " + ttl);
  }
}
