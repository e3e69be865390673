package dev.jnet.console;

import dev.jnet.unit.Nanos;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits on the monotonic clock, which nobody sets.
 *
 * @param stopped whether Ctrl-C was pressed: that ends a wait at once
 */
public record Pause(BooleanSupplier stopped) {
  private static final long SLICE = 10 * Nanos.MILLISECOND;

  /** Waits for a time in ns; false where Ctrl-C, or an interrupt of this thread, ended the wait. */
  public boolean of(long time) {
    return until(System.nanoTime() + time);
  }

  /**
   * Waits until {@link System#nanoTime} reaches a time; false if Ctrl-C or an interrupt ended the
   * wait.
   */
  public boolean until(long time) {
    long left = time - System.nanoTime();
    while (left > 0 && !isOver()) {
      LockSupport.parkNanos(Math.min(left, SLICE));
      left = time - System.nanoTime();
    }
    return !isOver();
  }

  private boolean isOver() {
    return stopped.getAsBoolean() || Thread.currentThread().isInterrupted();
  }
}
