package dev.jnet.command.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.FlowConclusions;
import dev.jnet.finding.FlowConclusions.LargeFlow;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries large segments on connections from several ports of this machine: each may take another one
 * of several equal paths. The segments lie below what the server has acknowledged, so that no
 * program there sees them.
 */
record EqualPaths(DoctorRun run, NetworkPath path, Ports.PortSet ports) {
  private static final long SYN_PATIENCE = 2 * Nanos.SECOND;
  private static final long SEARCH_TIME = 2 * Nanos.SECOND;
  private static final long TIME = 10 * Nanos.SECOND;

  /**
   * The finding; empty where all connections are alike, or nothing can be said.
   *
   * @param known what the steps before have found
   */
  Optional<Finding> ask(int port, List<Finding> known) throws IOException {
    Optional<Integer> mtu = first(known, PathMtu.class).map(PathMtu::bytes);
    boolean direct = path.hop().nextHop().equals(path.target());
    boolean toldAlready =
        first(known, SomeFlowsSilent.class).isPresent()
            || first(known, BlackHole.class).isPresent();
    if (direct || mtu.isEmpty() || toldAlready) {
      return Optional.empty();
    }
    int limit = mtu.get();
    MtuQuestion question =
        new MtuQuestion(path.target(), path.hop(), new Mtu(limit), run.network().seed());
    List<Integer> from = new ArrayList<>();
    List<SegmentMtuDiagnosis> flows = new ArrayList<>();
    for (int i = 0; i < Connections.FLOWS; i++) {
      from.add(ports.nextTcp(path.target()));
      flows.add(
          new SegmentMtuDiagnosis(question, new Port(port), new Port(from.get(i)), SYN_PATIENCE));
    }
    NetworkPath.Outcome<List<MtuResult>> outcome =
        run.run(path, new LargeFlows(flows, SEARCH_TIME), TIME);
    outcome.orThrow();
    if (run.isStopped()) {
      return Optional.empty();
    }
    List<LargeFlow> tried = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      tried.add(new LargeFlow(from.get(i), outcome.result().get(i)));
    }
    return FlowConclusions.dropping(port, tried, limit);
  }

  private static <F extends Finding> Optional<F> first(List<Finding> known, Class<F> kind) {
    return known.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
