package dev.jnet.command.doctor;

import dev.jnet.doctor.StepResult;
import java.util.List;

/** What counts of a step that the end of the examination may have cut. */
final class StepEnd {
  private StepEnd() {}

  /**
   * The result of a step; none where it was cut: what did not come by then may have been about to
   * come.
   *
   * @param done whether its question was answered, or given up by its own rules
   */
  static List<StepResult> of(DoctorRun run, StepResult result, boolean done) {
    return done || !run.isStopped() ? List.of(result) : List.of();
  }
}
