package dev.jnet.ping;

/** A probe that was sent. */
final class Shot {
  final long number;
  long leftAt;
  boolean answered;

  Shot(long number, long leftAt) {
    this.number = number;
    this.leftAt = leftAt;
  }

  int sequence() {
    return (int) number & 0xffff;
  }
}
