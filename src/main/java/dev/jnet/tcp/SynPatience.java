package dev.jnet.tcp;

/**
 * How long a connection waits for an answer to its SYNs. It sends three SYNs. Each waits twice as
 * long as the one before (RFC 6298 section 5.5): 1, 2 and 4 times the first wait.
 *
 * @param total how long the three SYNs wait together, in ns, at least 1
 */
public record SynPatience(long total) {
  /** How often a SYN is sent. */
  public static final int SYNS = 3;

  /** The sum of all waits, as a multiple of the first one. */
  private static final int WAITS = 1 + 2 + 4;

  /** How often other segments are sent. */
  private static final int TRIES = 8;

  /** The largest MTU that an MSS option can express, in bytes. */
  private static final int MAX_MTU = 65_535;

  /** How long the first SYN waits, in ns, at least 1. */
  public long firstWait() {
    return Math.max(1, total / WAITS);
  }

  /**
   * Settings like Linux's, with this patience: three SYNs, and eight tries of other segments.
   *
   * @param version the IP version: 4 or 6
   * @param mtu the largest packet that this side sends and receives, in bytes, at least 68
   */
  public TcpSettings linux(int version, int mtu) {
    return TcpSettings.linux(version, Math.min(mtu, MAX_MTU))
        .withPatience(firstWait(), SYNS, TRIES);
  }
}
