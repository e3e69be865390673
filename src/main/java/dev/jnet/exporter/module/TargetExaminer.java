package dev.jnet.exporter.module;

import dev.jnet.doctor.Opinion;
import dev.jnet.exporter.StepwiseQuestion;
import java.io.IOException;

/** Examines a target, as {@code jnet doctor} does. */
public interface TargetExaminer {
  /**
   * The opinion on a target, as far as the time lasts.
   *
   * @param target a host, a host and a port, or a URL
   * @throws IOException when it cannot be examined
   */
  Opinion examine(String target, StepwiseQuestion.Setting setting) throws IOException;
}
