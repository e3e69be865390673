package dev.jnet.tcp;

/** How a connection ended. */
public enum Ending {
  /** It has not ended. */
  NONE,
  /** Both sides closed in order. */
  CLOSED,
  /**
   * The other side reset it before it was open: no program listens on the port, or a firewall
   * refuses.
   */
  REFUSED,
  /** The other side reset it while it was open. */
  RESET,
  /** The other side did not acknowledge in time. */
  TIMED_OUT,
  /** This side gave it up. */
  ABORTED
}
