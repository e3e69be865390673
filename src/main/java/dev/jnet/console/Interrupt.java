package dev.jnet.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Notices Ctrl-C and SIGTERM. The running command then ends, and prints what it knows. The JVM ends
 * with the usual exit code, 130 or 143.
 */
public final class Interrupt extends Thread implements BooleanSupplier {
  /** How long the JVM waits for the command to end. */
  private static final long MAX_WAIT_SECONDS = 3;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  private Interrupt() {
    super("jnet-interrupt");
  }

  /** Notices signals from now on. */
  public static Interrupt install() {
    Interrupt interrupt = new Interrupt();
    try {
      Runtime.getRuntime().addShutdownHook(interrupt);
    } catch (IllegalStateException alreadyEnding) {
      interrupt.requested = true;
    }
    return interrupt;
  }

  @Override
  public void run() {
    requested = true;
    try {
      if (!finished.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.TROUBLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a signal has asked this process to end. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Notes that everything is printed, so that the process may end. */
  public void finished() {
    finished.countDown();
  }
}
