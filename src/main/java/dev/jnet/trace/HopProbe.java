package dev.jnet.trace;

/** One probe that was sent, and its answer; null as long as there is none. */
final class HopProbe {
  final int ttl;
  final long sentAt;
  HopAnswer answer;

  /**
   * A probe without an answer.
   *
   * @param sentAt ns on the link's clock
   */
  HopProbe(int ttl, long sentAt) {
    this.ttl = ttl;
    this.sentAt = sentAt;
  }
}
