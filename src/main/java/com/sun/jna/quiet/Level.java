package com.sun.jna.quiet;

/** How much a message matters, by the names of {@link java.util.logging.Level}. */
public enum Level {
  /** Of no interest but to JNA's own developers. */
  FINER,
  /** The same. */
  FINE,
  /** What somebody has asked for, as by {@code jna.debug_load}. */
  INFO,
  /** Something is wrong. */
  WARNING,
  /** Something is badly wrong. */
  SEVERE
}
