package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.TargetConclusions;
import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Several;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions that small packets answer, all at once: the next hop, the echo, and the port. */
final class SmallPackets {
  private static final long TIME = 60 * Nanos.SECOND;

  /** Few enough for targets that limit how many echo requests they answer. */
  private static final int ECHOES = 5;

  /** How many echo requests follow when one was lost, to tell whether that was chance. */
  private static final int MORE_ECHOES = 20;

  private final DoctorRun run;
  private final DoctorTarget target;
  private final RouteStep route;
  private final NetworkPath path;
  private final SmallQuestions questions;
  private Tally tally = new Tally(0, 0, 0);

  SmallPackets(DoctorRun run, DoctorTarget target, RouteStep route, Ports.PortSet ports) {
    this.run = run;
    this.target = target;
    this.route = route;
    this.path = route.path().orElseThrow();
    this.questions = new SmallQuestions(run.network(), path, ports);
  }

  /** What was sent and received. */
  Tally tally() {
    return tally;
  }

  List<StepResult> ask() throws IOException {
    Optional<Stopwatch<ResolutionResult>> neighbor =
        route.question().map(asked -> new Stopwatch<>(new Resolution(asked, Patience.ALL_ANSWERS)));
    boolean whole = run.network().access().isWhole();
    Optional<Stopwatch<PingResult>> ping =
        run.network().access().means() == Access.Means.UDP_SOCKETS
            ? Optional.empty()
            : Optional.of(new Stopwatch<>(new PingDiagnosis(questions.echoes(ECHOES, true))));
    Optional<Connections> port =
        whole && target.port().isPresent()
            ? Optional.of(Connections.to(target.port().getAsInt(), questions, path.isOwn()))
            : Optional.empty();
    List<Diagnosis<?>> all = new ArrayList<>();
    neighbor.ifPresent(all::add);
    ping.ifPresent(all::add);
    port.ifPresent(asked -> all.addAll(asked.questions()));
    if (!all.isEmpty()) {
      run(new Several<Object>(all));
    }
    List<StepResult> results = new ArrayList<>();
    neighbor.ifPresent(
        asked ->
            results.addAll(
                counted(
                    StepName.NEXT_HOP, LocalConclusions.of(asked.result(), path.target()), asked)));
    if (ping.isPresent()) {
      results.addAll(StepEnd.of(run, pinged(ping.get()), ping.get().done()));
    }
    port.ifPresent(asked -> results.addAll(StepEnd.of(run, asked.result(), asked.isOver())));
    return results;
  }

  private List<StepResult> counted(StepName step, List<Finding> findings, Stopwatch<?> asked) {
    return StepEnd.of(run, StepResult.of(step, findings, asked.elapsed()), asked.done());
  }

  private void run(Diagnosis<?> question) throws IOException {
    NetworkPath.Outcome<?> outcome = run.run(path, question, TIME);
    tally = tally.plus(outcome.tally());
    outcome.orThrow();
  }

  /** What the echoes showed. If some were lost, more are sent before. */
  private StepResult pinged(Stopwatch<PingResult> asked) throws IOException {
    PingResult first = asked.result();
    int bytes = questions.echoes(ECHOES, true).packetLength();
    StepResult ofFirst =
        StepResult.of(StepName.PING, TargetConclusions.of(first, bytes), asked.elapsed());
    if (first.received() == 0 || first.received() == first.sent() || run.isStopped()) {
      return ofFirst;
    }
    var more = new Stopwatch<>(new PingDiagnosis(questions.echoes(MORE_ECHOES, false)));
    run(more);
    if (!more.done() && run.isStopped()) {
      return ofFirst;
    }
    List<Finding> findings = TargetConclusions.of(first, more.result(), bytes);
    return StepResult.of(StepName.PING, findings, asked.elapsed() + more.elapsed());
  }
}
