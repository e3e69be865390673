package dev.jnet.command.doctor;

import dev.jnet.command.CommandRun;
import dev.jnet.console.Console;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;

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

  /** Runs a diagnosis for at most {@code nanos} ns, and as long as time is left. */
  <R> NetworkPath.Outcome<R> run(NetworkPath path, Diagnosis<R> diagnosis, long nanos) {
    return all.run(path, diagnosis, limit.atMost(nanos));
  }
}
