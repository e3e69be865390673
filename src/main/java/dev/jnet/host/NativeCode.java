package dev.jnet.host;

import java.util.logging.Level;

/** What JNA needs of the JVM before it can call anything; it calls nothing itself. */
public final class NativeCode {
  private NativeCode() {}

  /**
   * Loads it. JNA takes itself a logger, whose levels are made with the first lambdas of all: to be
   * ready for these takes the JVM several ms.
   */
  public static void expect() {
    // By its name: to call it would make the JVM set up its own logging first.
    System.setProperty("java.util.logging.manager", NoLogging.class.getName());
    Level.parse("INFO");
  }
}
