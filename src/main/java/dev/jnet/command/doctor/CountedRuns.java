package dev.jnet.command.doctor;

import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;
import dev.jnet.unit.Nanos;
import java.io.IOException;

/** Asks questions by one path, and counts what was sent and received for all of them. */
final class CountedRuns {
  private static final long TIME = 60 * Nanos.SECOND;

  private final DoctorRun run;
  private final NetworkPath path;
  private Tally tally = new Tally(0, 0, 0);

  CountedRuns(DoctorRun run, NetworkPath path) {
    this.run = run;
    this.path = path;
  }

  /** What was sent and received. */
  Tally tally() {
    return tally;
  }

  /** Asks a question until it is answered, or until the examination's time is over. */
  void run(Diagnosis<?> question) throws IOException {
    NetworkPath.Outcome<?> outcome = run.run(path, question, TIME);
    tally = tally.plus(outcome.tally());
    outcome.orThrow();
  }
}
