package dev.jnet.command.doctor;

import dev.jnet.command.KernelTcpRun;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.TargetConclusions;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Endpoint;
import dev.jnet.report.kernel.KernelTcpReportContent;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Connects to the port by this machine's kernel, for users who may not send segments. */
final class KernelPortStep {
  private static final long PATIENCE = 3 * Nanos.SECOND;

  private KernelPortStep() {}

  static List<StepResult> ask(DoctorRun run, DoctorTarget target, InetAddress address)
      throws IOException {
    Endpoint endpoint = new Endpoint(target.host(), List.of(target.port().getAsInt()));
    NetworkPath.Outcome<KernelTcpReportContent> outcome =
        new KernelTcpRun("doctor", run.all())
            .connect(endpoint, address, run.limit().atMost(PATIENCE), new byte[0]);
    if (run.isStopped() && outcome.result().connections().isEmpty()) {
      return List.of();
    }
    outcome.orThrow();
    StepResult result =
        StepResult.of(
            StepName.PORT,
            TargetConclusions.of(outcome.result().connections().get(0)),
            outcome.elapsed());
    return run.unlessCut(result, result.isWell());
  }
}
