package dev.jnet.tcp;

/** How a connection came to its end. */
public enum Ending {
  /** It has not. */
  NONE,
  /** Both sides closed in order. */
  CLOSED,
  /** The other reset it before it was open: nobody listens there, or somebody refuses. */
  REFUSED,
  /** The other reset it while it was open. */
  RESET,
  /** Nothing was acknowledged for as long as we had patience. */
  TIMED_OUT,
  /** Our own user gave it up. */
  ABORTED
}
