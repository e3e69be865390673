package dev.jnet.command.doctor;

import dev.jnet.command.AskedKernel;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that send packets by one path. Small packets go first, and all at once. The search for
 * the path MTU follows before the trace, because routers limit how many ICMP errors they send.
 */
final class PathSteps {
  /** Beyond this round trip, in ns, the answer to the kernel's own question may come too late. */
  private static final long PROMPT = 200 * Nanos.MILLISECOND;

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
    take(programs(), lines);
    LargePackets large = new LargePackets(run, target, path, ports);
    take(large.pathMtu(small.tally()), lines);
    if (!run.isStopped() && !path.isOwn()) {
      take(large.trace(), lines);
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

  /** What the kernel gets by its own socket: with TCP if a port was named, else with an echo. */
  private List<StepResult> programs() {
    Via via =
        target.port().isPresent() ? new Via(Via.Kind.TCP, target.port().getAsInt()) : Via.ICMP;
    long startedAt = System.nanoTime();
    Optional<KernelAnswer> answer = AskedKernel.ask(run.network(), path, via);
    boolean again =
        answer.filter(first -> first.came() == KernelAnswer.Came.NOTHING).isPresent()
            && via.kind() == Via.Kind.TCP;
    answer = again ? AskedKernel.ask(run.network(), path, via) : answer;
    long elapsed = System.nanoTime() - startedAt;
    boolean probesAnswered = via.kind() == Via.Kind.TCP ? isOpen(known()) : isPinged(known());
    List<Finding> findings = new ArrayList<>();
    answer.ifPresent(came -> findings.addAll(LocalConclusions.of(came, probesAnswered)));
    Optional<KernelDeparture> left = run.network().kernelProbes().departure(path);
    left.ifPresent(departure -> findings.add(LocalConclusions.of(departure)));
    return answer.isEmpty()
        ? List.of()
        : List.of(StepResult.of(StepName.PROGRAMS, findings, elapsed));
  }

  /** Whether the port is known to be open. */
  boolean isOpen() {
    return known().stream().anyMatch(PortOpen.class::isInstance);
  }

  private static boolean isOpen(List<Finding> known) {
    return known.stream()
        .anyMatch(finding -> finding instanceof PortOpen open && open.roundTrip() < PROMPT);
  }

  /** Whether no echo request was lost. Otherwise the kernel's only one could be lost too. */
  private static boolean isPinged(List<Finding> known) {
    return known.stream().noneMatch(EchoLost.class::isInstance)
        && known.stream()
            .anyMatch(finding -> finding instanceof EchoAnswered echo && echo.roundTrip() < PROMPT);
  }
}
