package dev.jnet.trace;

/** One probe that was sent, and its answer; null as long as there is none. */
final class HopProbe {
  final int ttl;
  HopAnswer answer;

  HopProbe(int ttl) {
    this.ttl = ttl;
  }
}
