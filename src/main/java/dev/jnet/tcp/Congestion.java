package dev.jnet.tcp;

/**
 * The congestion window: how many bytes may be in flight, so that the network is not flooded (RFC
 * 5681, RFC 6928).
 */
final class Congestion {
  private static final int INITIAL_SEGMENTS = 10;

  private int mss;
  private long window;
  private long threshold = Long.MAX_VALUE;

  Congestion(int mss) {
    mss(mss);
  }

  /** Sets the segment size in bytes, now that it is known. The window starts afresh. */
  void mss(int bytes) {
    mss = bytes;
    window = (long) INITIAL_SEGMENTS * bytes;
  }

  long window() {
    return window;
  }

  void acknowledged(int bytes) {
    window += window < threshold ? Math.min(bytes, mss) : Math.max(1, (long) mss * mss / window);
  }

  void lostOne(int inFlight) {
    threshold = Math.max(inFlight / 2, 2 * mss);
    window = threshold;
  }

  void lostAll(int inFlight) {
    threshold = Math.max(inFlight / 2, 2 * mss);
    window = mss;
  }
}
