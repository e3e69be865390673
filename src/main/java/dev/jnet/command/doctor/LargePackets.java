package dev.jnet.command.doctor;

import dev.jnet.command.KernelWitness;
import dev.jnet.command.Nat64Discovery;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.MtuConclusions;
import dev.jnet.finding.TraceConclusions;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.trace.TraceResult;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The search for the path MTU, and the trace. */
final class LargePackets {
  private static final long SEARCH_TIME = 10 * Nanos.SECOND;
  private static final long TRACE_TIME = 30 * Nanos.SECOND;
  private static final int LAST_HOP = 30;
  private static final int QUERIES = 2;
  private static final List<Integer> DEFAULT_PORTS = List.of(443, 80);

  private final DoctorRun run;
  private final DoctorTarget target;
  private final NetworkPath path;
  private final Ports.PortSet ports;

  LargePackets(DoctorRun run, DoctorTarget target, NetworkPath path, Ports.PortSet ports) {
    this.run = run;
    this.target = target;
    this.path = path;
    this.ports = ports;
  }

  /**
   * Searches for the path MTU by echo requests; if these are not answered, by TCP and UDP.
   *
   * @param before what was sent and received before
   */
  List<StepResult> pathMtu(Tally before) throws IOException {
    List<Via> kinds = UnprivilegedProbes.usable(kinds(), run.network().access());
    Mtu most = MtuQuestion.most(path.hop(), Addresses.version(path.target()));
    MtuQuestion question = new MtuQuestion(path.target(), path.hop(), most, run.network().seed());
    MtuSearchPlan plan = new MtuSearchPlan(question, kinds, ports.nextTcp(path.target()), false);
    FirstAnswered search = plan.firstAnswered();
    NetworkPath.Outcome<FirstAnswered.Result> outcome = run.run(path, search, SEARCH_TIME);
    outcome.orThrow();
    MtuConclusions.Setting setting =
        new MtuConclusions.Setting(
            path.hop(),
            most,
            path.kernelMtu(),
            kinds.get(outcome.result().kind()),
            new MtuConclusions.Answered(
                path.target(),
                before.plus(outcome.tally()).others(),
                Nat64Discovery.prefix(run.network(), path, outcome.result().result())));
    List<Finding> findings = new ArrayList<>(MtuConclusions.of(outcome.result().result(), setting));
    KernelWitness.lostError(run.network(), path)
        .ifPresent(lost -> findings.addAll(LocalConclusions.of(lost, true)));
    return run.unlessCut(
        StepResult.of(StepName.PATH_MTU, findings, outcome.elapsed()), search.done());
  }

  private List<Via> kinds() {
    List<Via> kinds = new ArrayList<>(List.of(Via.ICMP));
    List<Integer> tcp =
        target.port().isPresent() ? List.of(target.port().getAsInt()) : DEFAULT_PORTS;
    tcp.forEach(port -> kinds.add(Via.tcp(new Port(port))));
    kinds.add(Via.ANY_UDP);
    return kinds;
  }

  /** Traces the path. */
  List<StepResult> trace() throws IOException {
    Optional<Via> via = UnprivilegedProbes.allowed(Optional.empty(), run.network().access());
    TraceQuestion question =
        new TraceQuestion(
            path.target(),
            path.hop(),
            via.orElse(Via.ICMP),
            new TraceQuestion.Scope(new Ttl(1), new Ttl(LAST_HOP), QUERIES, 1),
            Nanos.SECOND,
            run.network().seed());
    Diagnosis<TraceResult> trace =
        via.isPresent() ? new TraceDiagnosis(question) : new AutoTrace(question);
    NetworkPath.Outcome<TraceResult> outcome = run.run(path, trace, TRACE_TIME);
    outcome.orThrow();
    boolean whole = outcome.tally().uncaptured() == 0;
    return run.unlessCut(
        StepResult.of(
            StepName.TRACE,
            TraceConclusions.of(outcome.result(), path.hop(), path.target(), LAST_HOP, whole),
            outcome.elapsed()),
        trace.done());
  }
}
