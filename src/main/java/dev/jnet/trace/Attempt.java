package dev.jnet.trace;

/** One probe on its way, and who answered it. */
final class Attempt {
  final int ttl;
  Answer answer;

  Attempt(int ttl) {
    this.ttl = ttl;
  }
}
