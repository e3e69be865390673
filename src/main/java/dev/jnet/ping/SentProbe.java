package dev.jnet.ping;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/** A probe that was sent. */
final class SentProbe {
  /** A bound for memory: the answers of further stations to one probe count as duplicates. */
  private static final int MAX_STATIONS = 1024;

  /** Counted from 1. It does not wrap around at 65535, unlike the sequence number. */
  final long number;

  /** In ns on the link's clock. The kernel's time stamp replaces it as soon as that is known. */
  long leftAt;

  boolean answered;

  /** How many ns after it left the first answer came. */
  long answeredAfter;

  /** The stations of a group that have answered; null as long as none has. */
  private Set<InetAddress> stations;

  SentProbe(long number, long leftAt) {
    this.number = number;
    this.leftAt = leftAt;
  }

  /**
   * Notes an answer of one station of a group.
   *
   * @return whether it is the first one from there
   */
  boolean isFirstFrom(InetAddress station) {
    if (stations == null) {
      stations = new HashSet<>();
    }
    return stations.size() < MAX_STATIONS && stations.add(station);
  }

  /** The sequence number in an echo request, 0 to 65535. */
  int sequence() {
    return (int) number & 0xffff;
  }
}
