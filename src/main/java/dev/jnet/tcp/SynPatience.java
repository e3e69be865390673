package dev.jnet.tcp;

/**
 * How long a connection waits for an answer to its SYNs. It sends three, of which each waits twice
 * as long as the one before (RFC 6298 section 5.5): 1, 2 and 4 times the first wait.
 *
 * @param total ns that the three SYNs wait together, at least 1
 */
public record SynPatience(long total) {
  /** How often a SYN is sent. */
  public static final int SYNS = 3;

  /** The waits of all SYNs, counted in first waits. */
  private static final int WAITS = 1 + 2 + 4;

  /** How often other segments are sent. */
  private static final int TRIES = 8;

  /** The largest MTU that an MSS option can tell of. */
  private static final int MAX_MTU = 65_535;

  /** ns that the first SYN waits, at least 1. */
  public long firstWait() {
    return Math.max(1, total / WAITS);
  }

  /**
   * What a Linux host brings along whose SYNs wait so long.
   *
   * @param version of IP: 4 or 6
   * @param mtu bytes of the largest packet that our side sends and receives, from 68 on
   */
  public TcpSettings linux(int version, int mtu) {
    return TcpSettings.linux(version, Math.min(mtu, MAX_MTU))
        .withPatience(firstWait(), SYNS, TRIES);
  }
}
