package dev.jnet.ping;

/** A probe that was sent. */
final class SentProbe {
  /** From 1. It has no upper end, unlike the sequence number. */
  final long number;

  /** In ns on the link's clock. The kernel's time stamp replaces it as soon as that is known. */
  long leftAt;

  boolean answered;

  SentProbe(long number, long leftAt) {
    this.number = number;
    this.leftAt = leftAt;
  }

  /** The sequence number in an echo request, 0 to 65535. */
  int sequence() {
    return (int) number & 0xffff;
  }
}
