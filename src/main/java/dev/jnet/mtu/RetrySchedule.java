package dev.jnet.mtu;

import dev.jnet.unit.Nanos;
import java.util.List;

/**
 * When to probe a target again that has not answered yet, and when to give it up. Times are ns
 * since the start of the search.
 */
final class RetrySchedule {
  private static final long[] RETRIES = {
    300 * Nanos.MILLISECOND,
    1_000 * Nanos.MILLISECOND,
    2_000 * Nanos.MILLISECOND,
    // where answers may have been missed
    3_000 * Nanos.MILLISECOND,
    4_000 * Nanos.MILLISECOND,
    5_000 * Nanos.MILLISECOND
  };

  /** How many retries there are where no answer can have been missed. */
  private static final int ORDINARY_RETRIES = 3;

  /** How much longer to wait for a target whose answers may have been missed, in ns. */
  private static final long RESPITE = 3 * Nanos.SECOND;

  private long giveUpAfter = 3_000 * Nanos.MILLISECOND;
  private int retries;
  private boolean missed;

  /** Notes that frames were not captured: answers may have been among them. */
  void missedFrames() {
    missed = true;
  }

  private int maxRetries() {
    return missed ? RETRIES.length : ORDINARY_RETRIES;
  }

  private long giveUpAt() {
    return missed ? giveUpAfter + RESPITE : giveUpAfter;
  }

  /** Sets when to give up, in ns after the start. */
  void giveUpAfter(long patience) {
    giveUpAfter = patience;
  }

  /**
   * Whether it is time to give up.
   *
   * @param refused whether an ICMP error said that the target cannot be reached: then it is sooner
   */
  boolean isOver(long waited, boolean refused) {
    return waited >= giveUpAt() || (refused && waited >= RETRIES[0]);
  }

  /** Whether it is time for the next retry. */
  boolean isDue(long waited) {
    return retries < maxRetries() && waited >= RETRIES[retries];
  }

  /** Notes that the retry that was due has been sent. */
  void retried() {
    retries++;
  }

  /** When the next retry or the end is due, in ns after the start. */
  long next() {
    return retries < maxRetries() ? Math.min(giveUpAt(), RETRIES[retries]) : giveUpAt();
  }

  /**
   * What to do while nothing has come back: give up, retry with two small probes, or wait until one
   * of these is due. Both times are ns on the link's clock.
   *
   * @param refused whether an ICMP error said that the target cannot be reached
   */
  SearchStep step(long startedAt, long now, boolean refused) {
    long waited = now - startedAt;
    if (isOver(waited, refused)) {
      return new SearchStep.Finish(false);
    }
    if (!isDue(waited)) {
      return new SearchStep.Await(startedAt + next());
    }
    retried();
    return new SearchStep.Send(List.of(MtuQuestion.SMALLEST, MtuQuestion.SMALLEST));
  }
}
