package dev.jnet.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM. The command that runs sees that it is to end, and prints what it knows by
 * then; the JVM ends with 130 or 143, as is usual.
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

  /** Everything is printed: the process may end. */
  public void finished() {
    finished.countDown();
  }
}
