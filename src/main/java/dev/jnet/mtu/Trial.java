package dev.jnet.mtu;

import java.net.InetAddress;
import java.util.Optional;

/** One probe that was sent to see whether its size passes, and its fate. */
final class Trial {
  /** What became of it. */
  enum Fate {
    /** Nothing is known yet. */
    PENDING,
    /** The target answered it: it arrived in one piece. */
    PASSED,
    /** A router dropped it and said that it was too big. */
    TOO_BIG,
    /** Nothing came back in the time in which it should have. */
    SILENT,
    /** Nothing was seen to come back, but this machine did not capture all frames meanwhile. */
    UNSEEN
  }

  /**
   * A router's message that the probe was too big.
   *
   * @param router its address
   * @param hop its distance, 1 for the first router; 0 when unknown
   * @param claim the MTU that it names, in bytes; 0 for none
   */
  record TooBig(InetAddress router, int hop, int claim) {}

  private final int size;
  private final long sentAt;
  private Fate fate = Fate.PENDING;
  private Optional<TooBig> report = Optional.empty();
  private boolean mayBeMissed;

  /**
   * A probe that has just been sent.
   *
   * @param size bytes of the whole IP packet
   * @param sentAt ns on the link's clock
   */
  Trial(int size, long sentAt) {
    this.size = size;
    this.sentAt = sentAt;
  }

  int size() {
    return size;
  }

  long sentAt() {
    return sentAt;
  }

  Fate fate() {
    return fate;
  }

  boolean is(Fate other) {
    return fate == other;
  }

  /**
   * The report about this probe. Of several it is the one with the largest claim, because only that
   * one may be true.
   */
  Optional<TooBig> report() {
    return report;
  }

  /** Notes that a router called the probe too big, without believing it yet. */
  void report(TooBig message) {
    if (report.isEmpty() || message.claim() > report.get().claim()) {
      report = Optional.of(message);
    }
  }

  /** To PASSED, from anywhere: the target's answer is stronger than any report or silence. */
  void pass() {
    fate = Fate.PASSED;
  }

  /** To TOO_BIG, because a router's report is believed. */
  void believeReport() {
    fate = Fate.TOO_BIG;
  }

  /**
   * From TOO_BIG to PENDING: the report turned out to be false, and the target may still answer.
   */
  void doubtReport() {
    fate = Fate.PENDING;
  }

  /**
   * To SILENT: its time is up, or it never left. To UNSEEN where its answer may have been missed. A
   * late answer still counts.
   */
  void fallSilent() {
    fate = mayBeMissed ? Fate.UNSEEN : Fate.SILENT;
  }

  /** Notes that frames were not captured while this trial waited for its answer. */
  void missedFrames() {
    mayBeMissed = true;
  }
}
