package dev.jnet.lab;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * For each node, the cable towards each destination. The path has the fewest hops. Among equal
 * paths, the cable that comes first in the file is taken. Each IP version has its own table,
 * because not every node has both.
 */
final class RoutingTable {
  private static final int NONE = -1;

  /** For each node and destination, the index of the cable to take. */
  private final int[][] cable;

  RoutingTable(Topology topology, int version) {
    int count = topology.nodes().size();
    cable = new int[count][count];
    for (int[] row : cable) {
      Arrays.fill(row, NONE);
    }
    for (int to = 0; to < count; to++) {
      if (topology.nodes().get(to).address(version).isPresent()) {
        spreadFrom(topology, version, to);
      }
    }
  }

  /** Searches breadth first from the destination backwards. Only routers forward packets. */
  private void spreadFrom(Topology topology, int version, int to) {
    List<Topology.Cable> cables = topology.cables();
    ArrayDeque<Integer> reached = new ArrayDeque<>();
    reached.add(to);
    while (!reached.isEmpty()) {
      int near = reached.remove();
      if (near != to && topology.nodes().get(near).kind() != Topology.Kind.ROUTER) {
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
          reached.add(far);
        }
      }
    }
  }

  /** The index of the cable that leads from a node towards another, or −1. */
  int cable(int from, int to) {
    return cable[from][to];
  }
}
