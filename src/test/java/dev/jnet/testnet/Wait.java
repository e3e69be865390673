package dev.jnet.testnet;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for an event, and at most for so long: no test sleeps anywhere else. */
public final class Wait {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private Wait() {}

  /**
   * Waits until something has happened.
   *
   * @param missing says what has not happened, for the failure's message
   * @throws IllegalStateException when it has not happened within that time
   */
  public static void until(Duration limit, BooleanSupplier happened, Supplier<String> missing) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("after " + limit.toMillis() + " ms: " + missing.get());
      }
      pause(BETWEEN_LOOKS);
    }
  }

  /** Lets a time pass where there is no event to wait for, such as in a silence. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What becomes of an interrupt, as of a test's timeout: the test ends here and now. */
  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted: the test has run out of time", e);
  }
}
