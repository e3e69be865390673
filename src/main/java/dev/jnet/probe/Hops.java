package dev.jnet.probe;

/** How far a packet has come, by the TTL that is left of it. */
public final class Hops {
  private static final int[] INITIAL_TTLS = {64, 128, 255};

  private Hops() {}

  /**
   * How many routers have probably passed a packet on: operating systems send packets with a TTL of
   * 64, 128 or 255, and the nearest of these above what is left is taken for the initial one.
   *
   * @param ttl that it arrived with, 0 to 255
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
