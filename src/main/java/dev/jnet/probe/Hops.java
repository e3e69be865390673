package dev.jnet.probe;

/** Guesses how many routers a packet has passed, from its TTL. */
public final class Hops {
  private static final int[] INITIAL_TTLS = {64, 128, 255};

  private Hops() {}

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
