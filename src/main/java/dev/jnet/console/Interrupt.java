package dev.jnet.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM: the loop is asked to stop, and what is known by then is still printed. The
 * JVM then ends with 130 or 143, as is usual.
 */
public final class Interrupt extends Thread implements BooleanSupplier {
  /** How long the JVM waits for the last words. */
  private static final long LAST_WORDS_SECONDS = 3;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  private Interrupt() {
    super("jnet-interrupt");
  }

  /** Watches for signals from now on. */
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
      if (!finished.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.TROUBLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether somebody wants this process to end. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** All is said: the process may end. */
  public void finished() {
    finished.countDown();
  }
}
