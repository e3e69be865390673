package dev.jnet.command.mesh;

import dev.jnet.console.Pause;
import dev.jnet.mesh.OrderRules;
import java.time.Duration;
import java.util.Optional;

/**
 * When rounds begin: the first at once, each further one so long after the last one began, and not
 * before members measure the last one's pairs again.
 */
final class Rounds {
  private final Pause pause;
  private final Optional<Duration> every;
  private boolean isFirst = true;
  private long nextAt;

  /**
   * Rounds, none of which has begun.
   *
   * @param every from the beginning of one to that of the next; empty for one round alone
   */
  Rounds(Pause pause, Optional<Duration> every) {
    this.pause = pause;
    this.every = every;
  }

  /** Waits for the next round; false where there is none, or where Ctrl-C ended the wait. */
  boolean isNextDue() {
    if (!isFirst && every.isEmpty()) {
      return false;
    }
    long earliest = System.nanoTime() + OrderRules.MIN_INTERVAL;
    boolean goesOn = isFirst || pause.until(Math.max(nextAt, earliest));
    isFirst = false;
    nextAt = System.nanoTime() + every.map(Duration::toNanos).orElse(0L);
    return goesOn;
  }
}
