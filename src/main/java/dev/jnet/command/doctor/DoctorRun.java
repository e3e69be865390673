package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.doctor.StepResult;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import java.util.List;

/**
 * The run of a command of which an examination is part, and the time that the examination may take.
 *
 * @param all the run
 * @param limit the time
 */
record DoctorRun(CommandRun all, TimeLimit limit) {
  Network network() {
    return all.network();
  }

  Console console() {
    return all.console();
  }

  /** Whether nothing more is to be asked. */
  boolean isStopped() {
    return all.isStopped() || limit.isOver();
  }

  /**
   * The result of a step; none where the end of the examination cut it: what did not come by then
   * may have been about to come.
   *
   * @param done whether the step's question was answered, or given up by its own rules
   */
  List<StepResult> unlessCut(StepResult result, boolean done) {
    return done || !isStopped() ? List.of(result) : List.of();
  }

  /** Runs a diagnosis for at most {@code nanos} ns, and as long as time is left. */
  <R> NetworkPath.Outcome<R> run(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return all.run(path, diagnosis, limit.atMost(nanos));
  }
}
