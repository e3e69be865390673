package dev.jnet.command.doctor;

import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that send packets by one path. Small packets go first, and all at once. The search for
 * the path MTU follows before the trace, because routers limit how many ICMP errors they send.
 */
final class PathSteps {
  private final DoctorRun run;
  private final DoctorTarget target;
  private final RouteStep route;
  private final NetworkPath path;
  private final Ports.PortSet ports;
  private final List<StepResult> results = new ArrayList<>();

  /** Steps on an opened path. */
  PathSteps(DoctorRun run, DoctorTarget target, RouteStep route, Ports.PortSet ports) {
    this.run = run;
    this.target = target;
    this.route = route;
    this.path = route.path().orElseThrow();
    this.ports = ports;
  }

  /** The results so far, in the order of asking. */
  List<StepResult> results() {
    return List.copyOf(results);
  }

  /** Asks until a step breaks the link, or the user ends it. */
  void ask(StepLines lines) throws IOException {
    SmallAnswers small = SmallAnswers.ask(run, target, route, ports);
    take(small.results(), lines);
    if (target.port().isPresent() && !run.network().access().isWhole()) {
      take(KernelPortStep.ask(run, target, path.target()), lines);
    }
    if (run.isStopped()) {
      return;
    }
    Via via = target.port().isPresent() ? Via.tcp(new Port(target.port().getAsInt())) : Via.ICMP;
    ProgramsStep programs = new ProgramsStep(run, path, via, known());
    take(programs.ask(small.tally().elsewhere()), lines);
    LargePackets large = new LargePackets(run, target, path, ports);
    take(large.pathMtu(small.tally()), lines);
    if (!run.isStopped() && !path.isOwn()) {
      QuietEchoes quiet = new QuietEchoes(run, path, ports);
      take(quiet.addedTo(large.trace(), known()), lines);
    }
    if (!run.isStopped() && run.network().access().isWhole() && isOpen()) {
      SegmentsStep segments = new SegmentsStep(run, path, ports);
      take(segments.ask(target.port().getAsInt(), known()), lines);
    }
  }

  private void take(List<StepResult> news, StepLines lines) {
    results.addAll(news);
    news.forEach(lines::tell);
  }

  private List<Finding> known() {
    return results.stream().flatMap(step -> step.findings().stream()).toList();
  }

  /** Whether the port is known to be open. */
  boolean isOpen() {
    return known().stream().anyMatch(PortOpen.class::isInstance);
  }
}
