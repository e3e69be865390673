package dev.jnet.command.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.FlowConclusions;
import dev.jnet.finding.FlowConclusions.LargeFlow;
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

  /** How long one connection may take, whose answer decides. */
  private static final long LONGEST_SEARCH = 6 * Nanos.SECOND;

  private static final long TIME = 10 * Nanos.SECOND;

  /**
   * The finding; empty where all connections are alike, or nothing can be said.
   *
   * @param known what the steps before have found
   */
  Optional<Finding> ask(int port, List<Finding> known) throws IOException {
    Optional<Integer> mtu = first(known, PathMtu.class).map(PathMtu::bytes);
    boolean direct = path.hop().nextHop().equals(path.target());
    boolean toldAlready = first(known, SomeFlowsSilent.class).isPresent();
    if (direct || mtu.isEmpty() || toldAlready) {
      return Optional.empty();
    }
    int limit = mtu.get();
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < Connections.FLOWS; i++) {
      from.add(ports.nextTcp(path.target()));
    }
    List<LargeFlow> flows = tried(port, limit, from);
    List<LargeFlow> dropping = flows.stream().filter(flow -> flow.drops(limit)).toList();
    List<LargeFlow> passing = flows.stream().filter(flow -> flow.passes(limit)).toList();
    if (dropping.isEmpty()) {
      return Optional.empty();
    }
    if (passing.isEmpty()) {
      // alone, so that no limit on many packets is taken for one on large ones
      return FlowConclusions.vanishing(tried(port, limit, portsOf(dropping).subList(0, 1)), limit);
    }
    // In the opposite order: where only the first ones of many packets get through, others do now.
    List<LargeFlow> again = new ArrayList<>(tried(port, limit, portsOf(dropping)));
    again.addAll(tried(port, limit, portsOf(passing)));
    return FlowConclusions.dropping(port, flows, again, limit);
  }

  private static List<Integer> portsOf(List<LargeFlow> flows) {
    return flows.stream().map(LargeFlow::localPort).toList();
  }

  /** What a connection from each of these ports shows; nothing where the examination is stopped. */
  private List<LargeFlow> tried(int port, int limit, List<Integer> from) throws IOException {
    if (run.isStopped()) {
      return List.of();
    }
    long time = from.size() == 1 ? LONGEST_SEARCH : SEARCH_TIME;
    MtuQuestion question =
        new MtuQuestion(path.target(), path.hop(), new Mtu(limit), run.network().seed());
    List<SegmentMtuDiagnosis> flows =
        from.stream()
            .map(
                local ->
                    new SegmentMtuDiagnosis(
                        question, new Port(port), new Port(local), SYN_PATIENCE))
            .toList();
    NetworkPath.Outcome<List<MtuResult>> outcome = run.run(path, new LargeFlows(flows, time), TIME);
    outcome.orThrow();
    List<LargeFlow> tried = new ArrayList<>();
    for (int i = 0; i < flows.size() && !run.isStopped(); i++) {
      tried.add(new LargeFlow(from.get(i), outcome.result().get(i)));
    }
    return tried;
  }

  private static <F extends Finding> Optional<F> first(List<Finding> known, Class<F> kind) {
    return known.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
