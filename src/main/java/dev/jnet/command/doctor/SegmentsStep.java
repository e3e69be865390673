package dev.jnet.command.doctor;

import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.MssConclusions.KnownSize;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks what both SYNs of a connection allow, and whether that fits the path, by whichever of
 * several equal paths.
 */
record SegmentsStep(DoctorRun run, NetworkPath path, Ports.PortSet ports) {
  private static final long SYN_PATIENCE = 3 * Nanos.SECOND;
  private static final long TIME = 10 * Nanos.SECOND;

  /**
   * Connects to an open port.
   *
   * @param known what the steps before have found
   */
  List<StepResult> ask(int port, List<Finding> known) throws IOException {
    int version = Addresses.version(path.target());
    MssQuestion question =
        new MssQuestion(
            path.target(),
            new Port(port),
            path.hop(),
            new Port(ports.nextTcp(path.target())),
            new SynPatience(SYN_PATIENCE).linux(version, path.hop().mtu()),
            run.network().seed());
    MssDiagnosis connection = new MssDiagnosis(question);
    long begunAt = path.link().now();
    NetworkPath.Outcome<MssResult> outcome = run.run(path, connection, TIME);
    outcome.orThrow();
    List<Finding> all = new ArrayList<>(known);
    Optional<Finding> differing =
        run.isStopped() ? Optional.empty() : new EqualPaths(run, path, ports).ask(port, known);
    differing.ifPresent(all::add);
    List<Finding> findings =
        new ArrayList<>(KnownSize.of(all, path.hop().mtu()).segments(outcome.result(), version));
    differing.ifPresent(findings::add);
    return run.unlessCut(
        StepResult.of(StepName.SEGMENTS, findings, path.link().now() - begunAt), connection.done());
  }
}
