package dev.jnet.trace;

/** One probe on its way, and who answered it. */
final class HopProbe {
  final int ttl;
  HopAnswer answer;

  HopProbe(int ttl) {
    this.ttl = ttl;
  }
}
