package dev.jnet.ping;

import dev.jnet.ping.PingQuestion.Schedule;

/**
 * When the probes of a ping leave, and when the ping ends. Times are in ns on the link's clock;
 * probes are numbered from 1 on.
 */
final class PingTimer {
  /** A ping that is at most this far behind its schedule catches up, in ns. */
  private static final long CATCH_UP = 20_000_000L;

  private final Schedule schedule;
  private final boolean toGroup;
  private final Statistics statistics;
  private final long unsent;
  private final long waited;
  private Phase phase = Phase.NOT_BEGUN;
  private long begunAt;
  private long nextAt;
  private long lastSentAt;
  private long sent;
  private long lastAnswered;
  private long pipe;

  /** The phases follow one another. */
  private enum Phase {
    NOT_BEGUN,
    RUNNING,
    DONE
  }

  /**
   * The timer of a ping that has not begun.
   *
   * @param statistics of the answers, which count an answer before {@link #settled} is called for
   *     it
   * @param unsent probes that could not even leave; their numbers are used, and they count as sent
   */
  PingTimer(PingQuestion question, Statistics statistics, UnsentProbes unsent) {
    this.schedule = question.schedule();
    this.toGroup = question.isToGroup();
    this.statistics = statistics;
    this.unsent = unsent.count();
    this.waited = unsent.waited();
    this.sent = unsent.count();
    this.lastAnswered = unsent.count();
  }

  /** Begins at the first call, and ends when the deadline or the last wait is over. */
  void advance(long now) {
    if (phase == Phase.NOT_BEGUN) {
      phase = Phase.RUNNING;
      begunAt = now;
      nextAt = now;
    }
    boolean deadlineOver = schedule.deadline() > 0 && now >= deadline();
    if (deadlineOver || (!sendsOn() && now >= waitEnds())) {
      phase = Phase.DONE;
    }
  }

  private long deadline() {
    return begunAt - waited + schedule.deadline();
  }

  /** Whether a probe is to be sent at {@code now}. */
  boolean isDue(long now) {
    return phase == Phase.RUNNING && sendsOn() && now >= dueAt();
  }

  /** Notes that a probe is sent, and gives its number. */
  long send(long now) {
    sent++;
    lastSentAt = now;
    nextAt += schedule.interval();
    if (nextAt < now - CATCH_UP) {
      nextAt = now + schedule.interval();
    }
    return sent;
  }

  /** Whether further probes will be sent. With a deadline the count is of answers. */
  private boolean sendsOn() {
    return schedule.count() == 0
        || sent < schedule.count()
        || (schedule.deadline() > 0 && !hasEnough());
  }

  private long dueAt() {
    if (!schedule.eager()) {
      return nextAt;
    }
    return lastAnswered == sent ? Long.MIN_VALUE : lastSentAt + schedule.interval();
  }

  /** Waits for the last answer as long as ping does: twice the longest round trip. */
  private long waitEnds() {
    return lastSentAt
        + (statistics.received() > 0
            ? Math.max(2 * statistics.longest(), schedule.interval())
            : schedule.patience());
  }

  /** When {@link #advance} or {@link #isDue} has something new to say. */
  long wakeAt() {
    if (phase == Phase.NOT_BEGUN) {
      return Long.MIN_VALUE;
    }
    long wakeAt = sendsOn() ? dueAt() : waitEnds();
    return schedule.deadline() > 0 ? Math.min(wakeAt, deadline()) : wakeAt;
  }

  /**
   * Notes that an answer or an error came for the probe with this number. An error is as good as an
   * answer, but not where there is a deadline until which answers are waited for.
   */
  void settled(long number) {
    lastAnswered = Math.max(lastAnswered, number);
    pipe = Math.max(pipe, sent - number + 1);
    if (hasEnough() && !toGroup) {
      phase = Phase.DONE;
    }
  }

  /** Whether as many probes were answered as wanted. */
  private boolean hasEnough() {
    long errors = schedule.deadline() > 0 ? 0 : statistics.errors();
    return schedule.count() > 0 && statistics.received() + errors >= schedule.count();
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Probes sent so far, those that could not leave included. */
  long sent() {
    return sent;
  }

  /** The largest number of a probe for which something came. */
  long lastAnswered() {
    return lastAnswered;
  }

  /** The largest number of probes that were under way at once. */
  long pipe() {
    return pipe;
  }

  /** From the first probe to the last, in ns; probes that could not leave took their interval. */
  long elapsed() {
    long intervals = phase == Phase.NOT_BEGUN ? Math.max(0, unsent - 1) : unsent;
    return lastSentAt - begunAt + intervals * schedule.interval();
  }
}
