package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.PingConclusions;
import dev.jnet.finding.ProbeFinding.RepliesReordered;
import dev.jnet.finding.TargetConclusions;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The echo requests: a few first. More follow, slowly if some of these were lost, else all at once.
 *
 * @param bytes of each packet
 * @param first the first ones
 */
record EchoStep(DoctorRun run, SmallQuestions questions, int bytes, Stopwatch<PingResult> first) {
  /** Few enough for targets that limit how many echo requests they answer. */
  private static final int FIRST = 5;

  /** How many follow when one was lost, to tell whether that was chance. */
  private static final int MORE = 30;

  /** How many follow at once when all were answered, to tell whether they keep their order. */
  private static final int BURST = 5;

  /** By how much one that others overtake may be late, in ns. */
  private static final long PATIENCE = 100 * Nanos.MILLISECOND;

  /** Echo requests of which none was sent. */
  static EchoStep of(DoctorRun run, SmallQuestions questions) throws IOException {
    PingQuestion few = questions.echoes(FIRST, true);
    return new EchoStep(
        run, questions, few.packetLength(), new Stopwatch<>(new PingDiagnosis(few)));
  }

  /** What the first ones showed, and those that follow, which are sent before. */
  StepResult result(CountedRuns runs) throws IOException {
    PingResult few = first.result();
    StepResult shown =
        StepResult.of(StepName.PING, TargetConclusions.of(few, bytes), first.elapsed());
    if (few.received() == 0 || run.isStopped()) {
      return shown;
    }
    return few.received() == few.sent() ? withOrder(shown, runs) : withMore(shown, runs);
  }

  private StepResult withMore(StepResult shown, CountedRuns runs) throws IOException {
    var more = new Stopwatch<>(new PingDiagnosis(questions.echoes(MORE, false)));
    runs.run(more);
    if (!more.done() && run.isStopped()) {
      return shown;
    }
    List<Finding> findings = TargetConclusions.of(first.result(), more.result(), bytes);
    return StepResult.of(StepName.PING, findings, first.elapsed() + more.elapsed());
  }

  /**
   * Adds whether some overtake others. If some are lost, more are sent slowly: by itself that shows
   * nothing, because targets limit how many they answer.
   */
  private StepResult withOrder(StepResult shown, CountedRuns runs) throws IOException {
    PingQuestion question = questions.burst(BURST);
    long patience = PATIENCE + 2 * first.result().roundTrips().orElseThrow().most();
    var burst = new Stopwatch<>(new PatientPing(question, patience));
    runs.run(burst);
    if (burst.result().received() < BURST && !run.isStopped()) {
      return withMore(shown, runs);
    }
    List<Finding> findings = new ArrayList<>(shown.findings());
    PingConclusions.of(question, burst.result(), true).stream()
        .filter(RepliesReordered.class::isInstance)
        .forEach(findings::add);
    return StepResult.of(StepName.PING, findings, first.elapsed() + burst.elapsed());
  }
}
