package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The steps that were not asked, each with the reason. */
record SkippedSteps(DoctorRun run, DoctorTarget target) {
  /** These results and the steps that were not asked, in the order in which steps matter. */
  List<StepResult> addedTo(List<StepResult> results, boolean own) {
    List<StepResult> all = new ArrayList<>(results);
    for (StepName step : StepName.ASKED) {
      if (results.stream().noneMatch(result -> result.step() == step)) {
        all.add(StepResult.skipped(step, why(step, own)));
      }
    }
    all.sort(Comparator.comparing(StepResult::step));
    return all;
  }

  private String why(StepName step, boolean own) {
    if (step == StepName.APPLICATION && target.url().isEmpty()) {
      return StepResult.NO_URL;
    }
    if (step == StepName.PORT && target.port().isEmpty()) {
      return "no port was named";
    }
    if (run.isStopped()) {
      return run.limit().isOver() ? StepResult.NO_TIME : StepResult.ENDED;
    }
    if (step == StepName.SEGMENTS || step == StepName.APPLICATION) {
      return run.network().access().isWhole()
          ? "no port is known to be open"
          : "takes root, or CAP_NET_RAW";
    }
    if (own) {
      return "the target is this machine";
    }
    if (!run.network().access().isWhole()) {
      return "takes root, or CAP_NET_RAW";
    }
    if (step == StepName.PROGRAMS && run.network().isPractice()) {
      return "this practice network has no programs";
    }
    return step == StepName.PROGRAMS || step == StepName.NEXT_HOP
        ? "not possible here"
        : "it needs the step '" + step.needs().map(StepName::words).orElse("") + "'";
  }
}
