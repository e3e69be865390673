package dev.jnet.lab;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A practice network, seen from the machine that jnet runs on. It has a link, and knows the names,
 * interfaces and routes that the machine's kernel would know. With the same topology and seed, the
 * same sent frames cause the same replies at the same times.
 */
public final class Lab {
  private static final String INTERFACE = "eth0";
  private static final int DRAWING_WIDTH = 78;
  private static final NetworkAddress LOOPBACK_IPV4 = NetworkAddress.parse("127.0.0.1/8");
  private static final NetworkAddress LOOPBACK_IPV6 = NetworkAddress.parse("::1/128");

  private final String name;
  private final Topology topology;
  private final Topology.Node client;
  private final LabLink link;

  /**
   * A machine that can be a target.
   *
   * @param name the machine's own name
   * @param addresses its addresses, in the order of the file
   */
  public record LabHost(String name, List<InetAddress> addresses) {}

  private Lab(String name, Topology topology, long seed) {
    this.name = name;
    this.topology = topology;
    client = topology.nodes().get(topology.client());
    link =
        new LabLink(new SimulatedNetwork(topology, seed), (int) client.settings().get(Setting.MTU));
  }

  /** The names of the built-in networks, in the order in which a learner should try them. */
  public static List<String> names() {
    return TopologyFiles.BUILT_IN;
  }

  /** The names of the built-in networks whose titles have a word in them. */
  public static List<String> about(String word) {
    return TopologyFiles.about(word);
  }

  /**
   * Opens a built-in network, or one from a file of the user.
   *
   * @param name the name of a built-in network, or a path that ends in {@code .lab}
   * @param seed the seed of all randomness in the network
   * @throws UnknownLabException when no network has this name. Also when the file cannot be read or
   *     makes no sense; the message says where
   */
  public static Lab open(String name, long seed) {
    return new Lab(name, TopologyFiles.topology(name), seed);
  }

  /** Opens a network that was made with a {@link TopologyBuilder}. */
  public static Lab of(Topology topology, long seed) {
    return new Lab("", topology, seed);
  }

  /** The name with which it was opened; empty for a network from a {@link TopologyBuilder}. */
  public String name() {
    return name;
  }

  /** One line about what the network shows. */
  public String title() {
    return topology.title();
  }

  /**
   * The jnet command that shows what the title says, without its name and without {@code --lab},
   * such as {@code mtu www.lab.test}. It is empty where there is no host to ask.
   */
  public String example() {
    return topology.example().isEmpty() && !hosts().isEmpty()
        ? "mtu " + hosts().get(0).name()
        : topology.example();
  }

  /**
   * The lines of a picture of the network, at most 78 columns wide if its names are short enough.
   *
   * @param unicode whether the reader's screen shows more than ASCII
   * @param room how many columns there are, which may be fewer
   */
  public List<String> drawing(boolean unicode, int room) {
    return Drawing.of(topology, unicode, Math.min(DRAWING_WIDTH, room));
  }

  /**
   * What the picture cannot show: losses, black holes, silence and lies. Each has a line.
   *
   * @param unicode whether the reader's screen shows more than ASCII
   */
  public List<String> notes(boolean unicode) {
    return Notes.of(topology, unicode);
  }

  /** The plan of the network. */
  public Topology topology() {
    return topology;
  }

  /** The hosts in it, in the order of the file. */
  public List<LabHost> hosts() {
    List<LabHost> hosts = new ArrayList<>();
    for (Topology.Node node : topology.nodes()) {
      if (node.kind() == Topology.Kind.HOST) {
        hosts.add(new LabHost(node.name(), addresses(node)));
      }
    }
    return hosts;
  }

  /**
   * The addresses that a name has in this network's DNS, in the order of the file: hosts, routers
   * and the client itself; and an address literal is itself. Empty when there is no such name.
   */
  public List<InetAddress> resolve(String hostName) {
    int index = topology.indexOf(hostName);
    if (index >= 0) {
      return addresses(topology.nodes().get(index));
    }
    try {
      return List.of(Addresses.literal(hostName));
    } catch (IllegalArgumentException neitherNameNorAddress) {
      return List.of();
    }
  }

  /** How long the first name server takes for an answer, in ns; 0 where there is none. */
  public long nameDelay() {
    for (Topology.Node node : topology.nodes()) {
      if (node.settings().isSet(Setting.DNS)) {
        return node.settings().get(Setting.DNS_DELAY);
      }
    }
    return 0;
  }

  /** The setting of the machine that jnet runs on. */
  public long ofClient(Setting setting) {
    return client.settings().get(setting);
  }

  /** The addresses of the machines that answer DNS queries, in the order of the file. */
  public List<InetAddress> nameServers() {
    List<InetAddress> servers = new ArrayList<>();
    for (Topology.Node node : topology.nodes()) {
      if (node.settings().isSet(Setting.DNS)) {
        servers.add(addresses(node).get(0));
      }
    }
    return List.copyOf(servers);
  }

  private static List<InetAddress> addresses(Topology.Node node) {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkAddress address : node.addresses()) {
      addresses.add(address.address());
    }
    return List.copyOf(addresses);
  }

  /** The client's interfaces: loopback, and the one to the network. */
  public List<LabInterface> interfaces() {
    List<NetworkAddress> loopback = new ArrayList<>();
    List<InetAddress> gateways = new ArrayList<>();
    for (NetworkAddress address : client.addresses()) {
      loopback.add(address.version() == 4 ? LOOPBACK_IPV4 : LOOPBACK_IPV6);
      gateway(address.version()).ifPresent(node -> gateways.add(own(node, address.version())));
    }
    return List.of(
        new LabInterface(
            "lo", LabLink.LOOPBACK_MTU, MacAddress.ZERO, List.copyOf(loopback), List.of()),
        new LabInterface(
            INTERFACE, mtu(), client.mac(), client.addresses(), List.copyOf(gateways)));
  }

  /**
   * How the client's packets to an address leave: over loopback to its own, straight to its
   * neighbors, and to the gateway for everything else.
   *
   * @throws LinkException when the client has no address of that IP version, it has no gateway, or
   *     no machine on its link has the address
   */
  public FirstHop firstHop(InetAddress destination) throws LinkException {
    int version = Addresses.version(destination);
    NetworkAddress source =
        client
            .address(version)
            .orElseThrow(() -> noRoute(destination, client.name() + " has no IPv" + version));
    if (destination.isLoopbackAddress() || destination.equals(source.address())) {
      return new FirstHop(
          "lo",
          LinkType.ETHERNET,
          LabLink.LOOPBACK_MTU,
          destination,
          MacAddress.ZERO,
          destination,
          MacAddress.ZERO);
    }
    if (!source.contains(destination)) {
      Topology.Node router =
          gateway(version)
              .orElseThrow(() -> noRoute(destination, "there is no IPv" + version + " gateway"));
      return hop(source, own(router, version), router.mac());
    }
    for (Topology.Node neighbor : neighbors()) {
      Optional<NetworkAddress> address = neighbor.address(version);
      if (address.isPresent() && address.get().address().equals(destination)) {
        return hop(source, destination, neighbor.mac());
      }
    }
    throw new LinkException(
        "the target "
            + Addresses.text(destination)
            + " does not answer "
            + (version == 4 ? "ARP" : "neighbor discovery")
            + " on "
            + INTERFACE
            + ": it is down, or not on this link");
  }

  private static LinkException noRoute(InetAddress destination, String why) {
    return new LinkException("no route to " + Addresses.text(destination) + ": " + why);
  }

  private FirstHop hop(NetworkAddress source, InetAddress nextHop, MacAddress mac) {
    return new FirstHop(
        INTERFACE, LinkType.ETHERNET, mtu(), source.address(), client.mac(), nextHop, mac);
  }

  private int mtu() {
    return (int) client.settings().get(Setting.MTU);
  }

  private Optional<Topology.Node> gateway(int version) {
    for (Topology.Node neighbor : neighbors()) {
      if (neighbor.kind() == Topology.Kind.ROUTER && neighbor.address(version).isPresent()) {
        return Optional.of(neighbor);
      }
    }
    return Optional.empty();
  }

  private List<Topology.Node> neighbors() {
    int index = topology.client();
    List<Topology.Node> neighbors = new ArrayList<>();
    for (Topology.Cable cable : topology.cables()) {
      if (cable.left() == index || cable.right() == index) {
        neighbors.add(topology.nodes().get(cable.other(index)));
      }
    }
    return neighbors;
  }

  private static InetAddress own(Topology.Node node, int version) {
    return node.address(version).orElseThrow().address();
  }

  /** The client's link to the network. Each call returns the same one. */
  public Link link() {
    return link;
  }
}
