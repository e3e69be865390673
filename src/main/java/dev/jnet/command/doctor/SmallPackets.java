package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.handshake.PortSweep;
import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Several;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions that small packets answer, all at once: the next hop, the echo, and the port. */
final class SmallPackets {
  private final DoctorRun run;
  private final DoctorTarget target;
  private final RouteStep route;
  private final NetworkPath path;
  private final SmallQuestions questions;
  private final CountedRuns runs;

  SmallPackets(DoctorRun run, DoctorTarget target, RouteStep route, Ports.PortSet ports) {
    this.run = run;
    this.target = target;
    this.route = route;
    this.path = route.path().orElseThrow();
    this.questions = new SmallQuestions(run.network(), path, ports);
    this.runs = new CountedRuns(run, path);
  }

  /** What was sent and received. */
  Tally tally() {
    return runs.tally();
  }

  List<StepResult> ask() throws IOException {
    Optional<Stopwatch<ResolutionResult>> neighbor =
        route.question().map(asked -> new Stopwatch<>(new Resolution(asked, Patience.ALL_ANSWERS)));
    boolean whole = run.network().access().isWhole();
    Optional<EchoStep> ping =
        run.network().access().means() == Access.Means.UDP_SOCKETS
            ? Optional.empty()
            : Optional.of(EchoStep.of(run, questions));
    Optional<Connections> port =
        whole && target.port().isPresent()
            ? Optional.of(Connections.to(target.port().getAsInt(), questions, path.isOwn()))
            : Optional.empty();
    List<Diagnosis<?>> all = new ArrayList<>();
    neighbor.ifPresent(all::add);
    ping.ifPresent(asked -> all.add(asked.first()));
    port.ifPresent(asked -> all.addAll(asked.questions()));
    if (!all.isEmpty()) {
      runs.run(new Several<Object>(all));
    }
    List<StepResult> results = new ArrayList<>();
    neighbor.ifPresent(
        asked -> results.addAll(counted(StepName.NEXT_HOP, nextHop(asked.result()), asked)));
    if (ping.isPresent()) {
      results.addAll(run.unlessCut(ping.get().result(runs), ping.get().first().done()));
    }
    if (port.isPresent()) {
      results.addAll(run.unlessCut(asked(port.get()), port.get().isOver()));
    }
    return results;
  }

  private List<Finding> nextHop(ResolutionResult asked) {
    List<Finding> findings = new ArrayList<>();
    for (Finding each : LocalConclusions.of(asked, path.target())) {
      findings.add(
          each instanceof NextHopSilent silent ? silent.onBridge(path.isByBridge()) : each);
    }
    return findings;
  }

  /** What connections showed; where they differ, after another try. */
  private StepResult asked(Connections connections) throws IOException {
    List<PortSweep> again = run.isStopped() ? List.of() : connections.again(questions);
    if (!again.isEmpty()) {
      runs.run(new Several<Object>(again));
    }
    return connections.result(again.stream().filter(PortSweep::done).toList());
  }

  private List<StepResult> counted(StepName step, List<Finding> findings, Stopwatch<?> asked) {
    return run.unlessCut(StepResult.of(step, findings, asked.elapsed()), asked.done());
  }
}
