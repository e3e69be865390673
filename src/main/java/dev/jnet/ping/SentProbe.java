package dev.jnet.ping;

/** A probe that was sent. */
final class SentProbe {
  final long number;
  long leftAt;
  boolean answered;

  SentProbe(long number, long leftAt) {
    this.number = number;
    this.leftAt = leftAt;
  }

  int sequence() {
    return (int) number & 0xffff;
  }
}
