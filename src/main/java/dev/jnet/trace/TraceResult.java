package dev.jnet.trace;

import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The path to a target, as a trace found it.
 *
 * @param status how the path ends
 * @param via the protocol of the probes
 * @param length bytes of each probe's packet
 * @param hops of the first flow, from the first TTL asked for to the end, or to the last hop that
 *     answered
 * @param silentFrom the first TTL after the last one that was answered; empty where the path has an
 *     end
 * @param branches the paths of all flows, including the first one; empty where there is one flow
 * @param probes how many were sent
 */
public record TraceResult(
    Status status,
    Via via,
    int length,
    List<Hop> hops,
    OptionalInt silentFrom,
    List<Branch> branches,
    int probes) {
  /** How the path ends. */
  public enum Status {
    /** At the target: it answered. */
    REACHED,
    /** Before the target: a router or host says that the probe goes no further. */
    REFUSED,
    /** Unknown: the target does not answer. */
    SILENT;

    private static Status of(HopAnswer.Kind ending) {
      return ending == HopAnswer.Kind.TARGET ? REACHED : REFUSED;
    }
  }

  /**
   * The path of one flow.
   *
   * @param flow its number, from 0 on
   * @param hops from the first TTL asked for to the end, or to the last hop that answered
   */
  public record Branch(int flow, List<Hop> hops) {
    /** Copies the list. */
    public Branch {
      hops = List.copyOf(hops);
    }

    /** The first address that answered at each TTL; empty where none did. */
    public List<Optional<InetAddress>> nodes() {
      List<Optional<InetAddress>> nodes = new ArrayList<>();
      for (Hop hop : hops) {
        nodes.add(hop.address());
      }
      return nodes;
    }
  }

  /** Copies the lists. */
  public TraceResult {
    hops = List.copyOf(hops);
    branches = List.copyOf(branches);
  }

  /**
   * The flows in groups that take the same path. Flows share a group when all their hops have
   * answered with the same addresses. A flow with a silent hop is a group of its own, because its
   * path is not fully known. The first flow is in the first group, and each group has its flows in
   * order.
   */
  public List<List<Integer>> ways() {
    if (branches.isEmpty()) {
      return List.of(List.of(0));
    }
    Map<List<Optional<InetAddress>>, List<Integer>> known = new HashMap<>();
    List<List<Integer>> ways = new ArrayList<>();
    for (Branch branch : branches) {
      List<Optional<InetAddress>> nodes = branch.nodes();
      List<Integer> way = nodes.contains(Optional.<InetAddress>empty()) ? null : known.get(nodes);
      if (way == null) {
        way = new ArrayList<>();
        ways.add(way);
        known.put(nodes, way);
      }
      way.add(branch.flow());
    }
    return ways;
  }

  /**
   * The result for what is known of the paths of all flows.
   *
   * @param length bytes of each probe's packet
   * @param paths one a flow, the first flow's first
   * @param probes that were sent
   */
  static TraceResult of(TraceQuestion question, int length, List<FlowPath> paths, int probes) {
    FlowPath path = paths.get(0);
    List<Branch> branches = new ArrayList<>();
    for (int flow = 0; flow < paths.size() && paths.size() > 1; flow++) {
      branches.add(new Branch(flow, paths.get(flow).hops()));
    }
    int next = Math.max(path.lastAnswered() + 1, question.first());
    return new TraceResult(
        path.ending().map(Status::of).orElse(Status.SILENT),
        question.via(),
        length,
        path.hops(),
        path.ended() ? OptionalInt.empty() : OptionalInt.of(next),
        branches,
        probes);
  }

  TraceResult withProbes(int count) {
    return new TraceResult(status, via, length, hops, silentFrom, branches, count);
  }

  /** Whether the target answered. */
  public boolean reached() {
    return status == Status.REACHED;
  }
}
