package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.util.function.LongConsumer;

/**
 * Finds out when this process did not run, because it was stopped, or the machine was suspended or
 * too busy. All links that one thread looks after share a detector, as each look at one of them
 * shows that the process runs.
 *
 * <p>A pause is found by the clock: between two looks during a run, much more time has passed than
 * what lies between them should take.
 */
public final class PauseDetector {
  /** The shortest pause, in ns. Anything shorter is an ordinary delay. */
  private static final long MIN_PAUSE = Nanos.SECOND;

  private final LongConsumer onPause;
  private final SuspendedTime clocks;
  private int runs;
  private long expectedBy;
  private long skipped;
  private long told;

  /**
   * A detector that has seen no pause.
   *
   * @param onPause receives the length of each pause, in ns
   */
  public PauseDetector(LongConsumer onPause) {
    this(onPause, new SuspendedTime());
  }

  PauseDetector(LongConsumer onPause, SuspendedTime clocks) {
    this.onPause = onPause;
    this.clocks = clocks;
  }

  /** A run begins. One may begin within another: what is between the inner ones belongs to it. */
  void begin() {
    if (runs == 0) {
      expectedBy = clocks.monotonic();
      clocks.sinceLast();
    }
    runs++;
  }

  /** The run that began last ends. */
  void end() {
    runs--;
  }

  /** Looks at the clocks, and tells of a pause that has ended. */
  void look() {
    long now = clocks.monotonic();
    long pause = now - expectedBy;
    if (runs > 0 && pause > MIN_PAUSE) {
      skipped += pause;
      tell(pause);
    }
    long asleep = clocks.sinceLast();
    if (runs > 0 && asleep > MIN_PAUSE) {
      tell(asleep);
    }
    expectedBy = now;
  }

  private void tell(long pause) {
    told += pause;
    onPause.accept(pause);
  }

  /** The next look is not expected for so many ns after the last one, because a link waits. */
  void expectWait(long nanos) {
    expectedBy += Math.max(0, nanos);
  }

  /**
   * All pauses so far that a monotonic clock counts, in ns. While the machine is suspended it
   * stands still, so there is nothing to leave out.
   */
  long skipped() {
    return skipped;
  }

  /** All pauses so far, in ns. */
  long told() {
    return told;
  }
}
