package dev.jnet.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For each node, the cables towards each destination. The path has the fewest hops. Each IP version
 * has its own table, because not every node has both.
 */
final class RoutingTable {
  private static final int NONE = -1;

  /** For each node and destination, the index of the first cable to take. */
  private final int[][] cable;

  /** For each node and destination, how many cables the path has. */
  private final int[][] hops;

  private final Topology topology;

  private RoutingTable(Topology topology) {
    this.topology = topology;
    int count = topology.nodes().size();
    cable = new int[count][count];
    hops = new int[count][count];
    for (int[] row : cable) {
      Arrays.fill(row, NONE);
    }
  }

  RoutingTable(Topology topology, int version) {
    this(topology);
    for (int to = 0; to < topology.nodes().size(); to++) {
      spreadFrom(version, to);
    }
  }

  /** The table of the routes to one node alone. */
  static RoutingTable towards(int to, Topology topology, int version) {
    RoutingTable table = new RoutingTable(topology);
    table.spreadFrom(version, to);
    return table;
  }

  /** Searches breadth first from the destination backwards. Only routers forward packets. */
  private void spreadFrom(int version, int to) {
    if (topology.nodes().get(to).address(version).isEmpty()) {
      return;
    }
    List<Topology.Cable> cables = topology.cables();
    ArrayDeque<Integer> reached = new ArrayDeque<>();
    reached.add(to);
    while (!reached.isEmpty()) {
      int near = reached.remove();
      if (!leadsOn(near, to)) {
        continue;
      }
      for (int i = 0; i < cables.size(); i++) {
        Topology.Cable candidate = cables.get(i);
        if (candidate.left() != near && candidate.right() != near) {
          continue;
        }
        int far = candidate.other(near);
        if (far != to
            && !candidate.from(far).isSet(Setting.NO_ROUTE)
            && cable[far][to] == NONE
            && topology.nodes().get(far).address(version).isPresent()) {
          cable[far][to] = i;
          hops[far][to] = hops[near][to] + 1;
          reached.add(far);
        }
      }
    }
  }

  private boolean leadsOn(int near, int to) {
    return near == to || topology.nodes().get(near).kind() == Topology.Kind.ROUTER;
  }

  /** The indexes of the cables of all equal paths from a node to another, in the file's order. */
  List<Integer> equalCables(int from, int to) {
    List<Integer> equal = new ArrayList<>();
    List<Topology.Cable> cables = topology.cables();
    for (int i = 0; i < cables.size() && cable[from][to] != NONE; i++) {
      Topology.Cable candidate = cables.get(i);
      if ((candidate.left() == from || candidate.right() == from)
          && !candidate.from(from).isSet(Setting.NO_ROUTE)) {
        int next = candidate.other(from);
        boolean isNearer =
            next == to || (cable[next][to] != NONE && hops[next][to] < hops[from][to]);
        if (isNearer && leadsOn(next, to)) {
          equal.add(i);
        }
      }
    }
    return equal;
  }

  /**
   * The index of the cable that leads from a node towards another, or −1: of equal paths, the one
   * that comes first in the file.
   */
  int cable(int from, int to) {
    return cable[from][to];
  }
}
