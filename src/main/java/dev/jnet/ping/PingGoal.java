package dev.jnet.ping;

/** Whether a ping has succeeded, by the rules of ping's exit code. */
public final class PingGoal {
  private PingGoal() {}

  /**
   * Whether the host has answered. With a count and a deadline, as many answers as the count are
   * needed.
   */
  public static boolean isReached(PingQuestion.Schedule schedule, PingResult result) {
    boolean enough = schedule.deadline() == 0 || result.received() >= schedule.count();
    return result.received() > 0 && enough;
  }

  /**
   * A schedule that ends, for asking about many targets. A schedule without an end becomes one of
   * one probe. The wait for a first answer ends when the answer would count as late.
   */
  public static PingQuestion.Schedule bounded(PingQuestion.Schedule schedule) {
    boolean endless = schedule.count() == 0 && schedule.deadline() == 0;
    return new PingQuestion.Schedule(
        endless ? 1 : schedule.count(),
        schedule.interval(),
        schedule.eager(),
        schedule.deadline(),
        schedule.lateAfter(),
        schedule.lateAfter());
  }
}
