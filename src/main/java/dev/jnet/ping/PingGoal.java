package dev.jnet.ping;

/** When a ping has been answered well enough, as ping's exit code has it. */
public final class PingGoal {
  private PingGoal() {}

  /**
   * Whether the host has answered; where a number of answers was wanted before a deadline, whether
   * so many came.
   */
  public static boolean isReached(PingQuestion.Schedule schedule, PingResult result) {
    boolean enough = schedule.deadline() == 0 || result.received() >= schedule.count();
    return result.received() > 0 && enough;
  }

  /**
   * A schedule with an end, as many targets need it: one probe where nothing else is asked for. A
   * first answer is not waited for any longer than until it counts as late.
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
