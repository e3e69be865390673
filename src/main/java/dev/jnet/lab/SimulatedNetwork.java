package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The running network of a topology: its machines, the directions of its cables, and the path of
 * each packet.
 */
final class SimulatedNetwork {
  private static final int NO_CLIENT = -1;

  private final Topology topology;
  private final RoutingTable four;
  private final RoutingTable six;
  private final Timeline timeline = new Timeline();
  private final Machine[] machines;
  private final Client client;
  private final int clientIndex;

  /** For each cable, the direction from left to right; the next field has the other direction. */
  private final CableDirection[] there;

  private final CableDirection[] back;

  /** The router to which packets go whose destination is in no known network. */
  private final int lastRouter;

  /** The network around the client, whose packets are jnet's own. */
  SimulatedNetwork(Topology topology, long seed) {
    this(topology, seed, topology.client());
  }

  /** The network as each of its sites has it: even the client's machine works by itself. */
  static SimulatedNetwork ofSites(Topology topology, long seed) {
    return new SimulatedNetwork(topology, seed, NO_CLIENT);
  }

  private SimulatedNetwork(Topology topology, long seed, int clientIndex) {
    this.topology = topology;
    this.clientIndex = clientIndex;
    four = new RoutingTable(topology, 4);
    six = new RoutingTable(topology, 6);
    List<Topology.Node> nodes = topology.nodes();
    machines = new Machine[nodes.size()];
    client = new Client(topology, timeline);
    int router = -1;
    for (int i = 0; i < nodes.size(); i++) {
      if (i != clientIndex) {
        machines[i] = new Machine(topology, i, this, timeline);
        router = nodes.get(i).kind() == Topology.Kind.ROUTER ? i : router;
      }
    }
    lastRouter = router;
    List<Topology.Cable> cables = topology.cables();
    there = new CableDirection[cables.size()];
    back = new CableDirection[cables.size()];
    Random random = new Random(seed);
    for (int i = 0; i < cables.size(); i++) {
      Topology.Cable cable = cables.get(i);
      Station left = station(cable.left());
      Station right = station(cable.right());
      there[i] = new CableDirection(cable.there(), timeline, random, left, right);
      back[i] = new CableDirection(cable.back(), timeline, random, right, left);
      CableDirection.pair(there[i], back[i]);
      if (cable.left() == clientIndex || cable.right() == clientIndex) {
        client.connect(cable.left() == clientIndex ? there[i] : back[i]);
      }
    }
  }

  private Station station(int index) {
    return index == clientIndex ? client : machines[index];
  }

  Timeline timeline() {
    return timeline;
  }

  Client client() {
    return client;
  }

  /** The machine of a node that is not the client. */
  Machine machine(int index) {
    return machines[index];
  }

  /** The index of the node to which packets for an address travel, or −1. */
  int goal(InetAddress destination) {
    int owner = topology.indexOf(destination);
    if (owner >= 0) {
      return owner;
    }
    if (Nat64.isTranslated(destination)) {
      return translator();
    }
    int widest = -1;
    int goal = lastRouter;
    List<Topology.Node> nodes = topology.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Optional<NetworkAddress> network = nodes.get(i).address(Addresses.version(destination));
      if (network.isPresent()
          && network.get().contains(destination)
          && network.get().prefixLength() > widest) {
        widest = network.get().prefixLength();
        goal = i;
      }
    }
    return goal;
  }

  private int translator() {
    for (int i = 0; i < topology.nodes().size(); i++) {
      if (topology.nodes().get(i).settings().isSet(Setting.NAT64)) {
        return i;
      }
    }
    return lastRouter;
  }

  /** Whether a node has this address. */
  boolean exists(InetAddress address) {
    return topology.indexOf(address) >= 0;
  }

  /** Whether an address is in a network of this node. */
  boolean inNetworkOf(int index, InetAddress address) {
    Optional<NetworkAddress> network =
        topology.nodes().get(index).address(Addresses.version(address));
    return network.isPresent() && network.get().contains(address);
  }

  /** The cable direction from a node towards another; empty when there is no path. */
  Optional<CableDirection> way(int from, int goal, int version) {
    if (goal < 0 || goal == from) {
      return Optional.empty();
    }
    int cable = (version == 4 ? four : six).cable(from, goal);
    return cable < 0 ? Optional.empty() : Optional.of(direction(cable, from));
  }

  private CableDirection direction(int cable, int from) {
    return topology.cables().get(cable).left() == from ? there[cable] : back[cable];
  }

  /** The cable direction by which a node forwards a packet; empty when there is no path. */
  Optional<CableDirection> way(int from, int goal, Datagram packet) {
    Optional<CableDirection> first = way(from, goal, packet.version());
    if (first.isEmpty() || !topology.nodes().get(from).settings().isSet(Setting.BALANCES)) {
      return first;
    }
    List<Integer> equal = (packet.version() == 4 ? four : six).equalCables(from, goal);
    return Optional.of(direction(equal.get(packet.flow() % equal.size()), from));
  }

  /** Whether a cable direction ends at this node. */
  boolean leadsTo(CableDirection way, int index) {
    return way.to() == station(index);
  }

  /** Whether this node forwards packets. */
  boolean isRouter(int index) {
    return topology.nodes().get(index).kind() == Topology.Kind.ROUTER;
  }
}
