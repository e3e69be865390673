package dev.jnet.host;

import java.io.IOException;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The JVM's logging without configuration and without anywhere to write to. JNA takes itself a
 * logger as it starts; what stands behind the usual one takes longer to load than JNA, and looks
 * into every jar.
 */
public final class NoLogging extends LogManager {
  /** Made by the JVM, by its name. */
  public NoLogging() {}

  /**
   * There is none: the JVM then leaves its own loggers as they are, and does not look for others.
   */
  @Override
  public void readConfiguration() throws IOException {
    throw new IOException("no configuration");
  }

  @Override
  public boolean addLogger(Logger logger) {
    return true;
  }

  @Override
  public Logger getLogger(String name) {
    return null;
  }

  @Override
  public String getProperty(String name) {
    return null;
  }

  @Override
  public void reset() {
    // Nothing was set.
  }
}
