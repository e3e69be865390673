package org.slf4j;

import org.slf4j.helpers.NOPLogger;

/**
 * Stands before SLF4J's class of this name on the class path: pcap4j and dnsjava log, and nobody
 * reads it. SLF4J's own looks for somebody who might, in every jar.
 */
public final class LoggerFactory {
  private LoggerFactory() {}

  /** A logger that drops what it is told. */
  public static Logger getLogger(String name) {
    return NOPLogger.NOP_LOGGER;
  }

  /** A logger that drops what it is told. */
  public static Logger getLogger(Class<?> of) {
    return NOPLogger.NOP_LOGGER;
  }
}
