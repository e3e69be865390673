package dev.jnet.mtu;

import java.net.InetAddress;

/** One probe on its way, and what became of it. */
final class Attempt {
  /** What became of it. */
  enum Fate {
    /** Nothing is known yet. */
    PENDING,
    /** The target answered it: it arrived in one piece. */
    PASSED,
    /** A router dropped it and said that it was too big. */
    TOO_BIG,
    /** Nothing came back in the time in which it should have. */
    SILENT
  }

  final int size;
  final int hopLimit;
  final long sentAt;
  Fate fate = Fate.PENDING;

  /** Who said that it was too big, and where on the path that is; null and 0 where nobody did. */
  InetAddress reporter;

  int reporterHop;

  /** The MTU claimed with it, in octets; 0 for none. */
  int claim;

  Attempt(int size, int hopLimit, long sentAt) {
    this.size = size;
    this.hopLimit = hopLimit;
    this.sentAt = sentAt;
  }
}
