package dev.jnet.command.doctor;

import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.TargetConclusions;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.report.Access;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks once more, and slowly, where nobody has answered anything. Routers limit their ICMP errors:
 * Linux saves up for one in two seconds, and saves nothing while packets arrive that it refuses. So
 * the router that refuses packets may have kept silent all the time.
 */
record QuietEchoes(DoctorRun run, NetworkPath path, Ports.PortSet ports) {
  /** The results of a trace, with what else was found. */
  List<StepResult> addedTo(List<StepResult> traced, List<Finding> known) throws IOException {
    boolean canPing = run.network().access().means() != Access.Means.UDP_SOCKETS;
    boolean silent =
        traced.stream()
            .flatMap(each -> each.findings().stream())
            .anyMatch(NotReached.class::isInstance);
    if (!silent || !canPing || run.isStopped() || known.stream().anyMatch(QuietEchoes::isAnswer)) {
      return traced;
    }
    return List.of(with(traced.get(0)));
  }

  private static boolean isAnswer(Finding finding) {
    return finding instanceof EchoAnswered
        || finding instanceof PortOpen
        || finding instanceof PortClosed
        || finding instanceof PathMtu
        || finding instanceof Refused;
  }

  private StepResult with(StepResult trace) throws IOException {
    PingQuestion echoes = new SmallQuestions(run.network(), path, ports).quietEchoes();
    NetworkPath.Outcome<PingResult> outcome =
        run.run(path, new PingDiagnosis(echoes), SmallQuestions.QUIET_TIME);
    outcome.orThrow();
    PingResult ping = outcome.result();
    List<Finding> findings = new ArrayList<>();
    if (ping.received() > 0 || ping.refusal().isPresent()) {
      findings.addAll(TargetConclusions.of(ping, echoes.packetLength()));
    }
    findings.addAll(trace.findings());
    return StepResult.of(trace.step(), findings, trace.elapsed() + outcome.elapsed());
  }
}
