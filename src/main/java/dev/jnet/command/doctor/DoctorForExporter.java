package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.doctor.Opinion;
import dev.jnet.exporter.StepwiseQuestion;
import dev.jnet.exporter.module.TargetExaminer;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.Style;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Examines targets of the exporter.
 *
 * @param agent what jnet calls itself in a request, such as {@code jnet/0.1.0}
 */
public record DoctorForExporter(String agent) implements TargetExaminer {
  private static final OutputOptions PLAIN =
      new OutputOptions(false, false, Style.PLAIN, Optional.empty());

  @Override
  public Opinion examine(
      String target, StepwiseQuestion.Setting setting, BiPredicate<String, InetAddress> mayAsk)
      throws IOException {
    // Whoever opened the network closes it, so this run stays open.
    @SuppressWarnings("resource")
    CommandRun run =
        new CommandRun(
            setting.network(), setting.options(), PLAIN, setting.console(), setting.stopped());
    return new Examiner(
            new DoctorRun(run, new TimeLimit(0)), // the run itself ends with the probe's time
            DoctorTarget.parse(target),
            new ApplicationStep.Client(agent, Optional.empty()),
            mayAsk)
        .examine();
  }
}
