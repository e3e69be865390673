package dev.jnet.exporter.module;

import dev.jnet.doctor.Opinion;
import dev.jnet.exporter.StepwiseQuestion;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.BiPredicate;

/** Examines a target, as {@code jnet doctor} does. */
public interface TargetExaminer {
  /**
   * The opinion on a target, as far as the time lasts.
   *
   * @param target a host, a host and a port, or a URL
   * @param mayAsk whether a host may be asked at an address, for each that its name has now
   * @throws IOException when it cannot be examined, or may not
   */
  Opinion examine(
      String target, StepwiseQuestion.Setting setting, BiPredicate<String, InetAddress> mayAsk)
      throws IOException;
}
