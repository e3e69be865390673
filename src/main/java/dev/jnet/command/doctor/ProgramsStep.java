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
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.OtherWayBack;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What programs on this machine get, beside what probes have shown. */
final class ProgramsStep {
  /** Beyond this round trip, in ns, the answer to the kernel's own question may come too late. */
  private static final long PROMPT = 200 * Nanos.MILLISECOND;

  private final DoctorRun run;
  private final NetworkPath path;
  private final Via via;
  private final List<Finding> known;

  /**
   * A step after the small packets.
   *
   * @param via with TCP if a port was named, else with an echo
   * @param known what is known so far
   */
  ProgramsStep(DoctorRun run, NetworkPath path, Via via, List<Finding> known) {
    this.run = run;
    this.path = path;
    this.via = via;
    this.known = known;
  }

  /**
   * Asks by the kernel's own socket.
   *
   * @param waysBack the other interfaces by which replies to small packets came
   * @return none where the kernel cannot be asked, and no reply came by another interface
   */
  List<StepResult> ask(List<OtherWayBack> waysBack) {
    long startedAt = System.nanoTime();
    Optional<KernelAnswer> answer = AskedKernel.ask(run.network(), path, via);
    if (via.kind() == Via.Kind.TCP && isNothing(answer)) {
      answer = AskedKernel.ask(run.network(), path, via);
    }
    long elapsed = System.nanoTime() - startedAt;
    boolean probesAnswered = via.kind() == Via.Kind.TCP ? isOpen() : isPinged();
    if (probesAnswered && isNothing(answer)) {
      answer = Optional.of(AskedKernel.missed(run.network(), path, answer.get().asked()));
    }
    Optional<KernelAnswer> device =
        probesAnswered ? Optional.empty() : AskedKernel.ownDevice(run.network(), path);
    answer = device.isPresent() ? device : answer;
    List<Finding> findings = new ArrayList<>();
    answer.ifPresent(came -> findings.addAll(LocalConclusions.of(came, probesAnswered)));
    findings.addAll(LocalConclusions.of(waysBack));
    Optional<KernelDeparture> left = run.network().kernelProbes().departure(path);
    left.ifPresent(departure -> findings.add(LocalConclusions.of(departure)));
    return answer.isEmpty() && findings.isEmpty()
        ? List.of()
        : List.of(StepResult.of(StepName.PROGRAMS, findings, elapsed));
  }

  private static boolean isNothing(Optional<KernelAnswer> answer) {
    return answer.isPresent() && answer.get().came() == Came.NOTHING;
  }

  private boolean isOpen() {
    return known.stream()
        .anyMatch(finding -> finding instanceof PortOpen open && open.roundTrip() < PROMPT);
  }

  /** Whether no echo request was lost. Otherwise the kernel's only one could be lost too. */
  private boolean isPinged() {
    return known.stream().noneMatch(EchoLost.class::isInstance)
        && known.stream()
            .anyMatch(finding -> finding instanceof EchoAnswered echo && echo.roundTrip() < PROMPT);
  }
}
