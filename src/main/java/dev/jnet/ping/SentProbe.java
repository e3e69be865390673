package dev.jnet.ping;

/** A probe that was sent. */
final class SentProbe {
  /** Counted from 1 on, without end. */
  final long number;

  /** In ns on the link's clock; the kernel's stamp as soon as that is known. */
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
