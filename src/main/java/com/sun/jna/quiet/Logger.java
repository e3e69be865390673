package com.sun.jna.quiet;

/**
 * What JNA's classes use in place of {@link java.util.logging.Logger}: each takes one as it is
 * initialised, and to set up the JVM's logging takes longer than all the rest of JNA.
 *
 * <p>Messages from {@link Level#INFO} on are handed to the JVM's logging after all, which is loaded
 * then; those below are dropped.
 */
public final class Logger {
  private final String name;

  private Logger(String name) {
    this.name = name;
  }

  /** A logger of this name. */
  public static Logger getLogger(String name) {
    return new Logger(name);
  }

  /** Whether a message of this level goes anywhere. */
  public boolean isLoggable(Level level) {
    return level.compareTo(Level.INFO) >= 0;
  }

  /** Tells something. */
  public void log(Level level, String message) {
    log(level, message, new Object[0]);
  }

  /** Tells something with a value in it. */
  public void log(Level level, String message, Object value) {
    log(level, message, new Object[] {value});
  }

  /** Tells something with values in it. */
  public void log(Level level, String message, Object[] values) {
    if (isLoggable(level)) {
      Jvm.logger(name).log(Jvm.level(level), message, values);
    }
  }

  /** Tells what has happened. */
  public void log(Level level, String message, Throwable thrown) {
    if (isLoggable(level)) {
      Jvm.logger(name).log(Jvm.level(level), message, thrown);
    }
  }

  /** The JVM's own: apart, that it is loaded only where there is something to say. */
  private static final class Jvm {
    static java.util.logging.Logger logger(String name) {
      return java.util.logging.Logger.getLogger(name);
    }

    static java.util.logging.Level level(Level level) {
      return java.util.logging.Level.parse(level.name());
    }
  }
}
