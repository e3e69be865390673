package dev.jnet.lab;

import dev.jnet.lab.Setting.Scope;
import dev.jnet.lab.Topology.Kind;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a topology in the same steps as a file: a node or a link, and then its settings.
 *
 * <p>Every method throws {@link IllegalArgumentException} when its arguments make no sense. The
 * message is for a person.
 */
public final class TopologyBuilder {
  private static final int MAX_NODES = 64;
  private static final int MAX_CABLES = 128;
  private static final int MAX_ALIASES = 8;
  private static final int LONGEST_NAME = 40;

  /**
   * The first node's hardware address. It is locally administered and readable: 02, "lab" in ASCII,
   * and the node's number.
   */
  private static final long FIRST_MAC = 0x026c_6162_0001L;

  private final String title;
  private String example = "";
  private final List<Topology.Node> nodes = new ArrayList<>();
  private final List<Topology.Cable> cables = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<InetAddress> addresses = new HashSet<>();

  /** What the next setting applies to; null before the first node. */
  private Scope scope;

  private boolean there = true;
  private boolean back = true;

  /** Begins with an empty network. */
  public TopologyBuilder(String title) {
    this.title = title;
  }

  /** Names the command that shows what the title says, such as {@code mtu www.lab.test}. */
  public TopologyBuilder example(String command) {
    if (!example.isEmpty() || command.isEmpty()) {
      throw new IllegalArgumentException("one command to try, such as mtu www.lab.test");
    }
    example = command;
    return this;
  }

  /**
   * Adds the machine that jnet runs on. Addresses have prefix lengths; there is at most one of each
   * version.
   */
  public TopologyBuilder client(String name, String... addresses) {
    for (Topology.Node node : nodes) {
      if (node.kind() == Kind.CLIENT) {
        throw new IllegalArgumentException("a second client: there is " + node.name() + " already");
      }
    }
    return node(Kind.CLIENT, Scope.CLIENT, name, addresses);
  }

  /** Adds a machine that forwards packets. */
  public TopologyBuilder router(String name, String... addresses) {
    return node(Kind.ROUTER, Scope.ROUTER, name, addresses);
  }

  /** Adds a machine that answers packets. */
  public TopologyBuilder host(String name, String... addresses) {
    return node(Kind.HOST, Scope.HOST, name, addresses);
  }

  private TopologyBuilder node(Kind kind, Scope itsScope, String name, String... texts) {
    if (nodes.size() == MAX_NODES) {
      throw new IllegalArgumentException("more than " + MAX_NODES + " nodes");
    }
    claim(name);
    List<NetworkAddress> own = new ArrayList<>();
    Set<Integer> versions = new HashSet<>();
    for (String text : texts) {
      NetworkAddress address = NetworkAddress.parse(text);
      if (!versions.add(address.version())) {
        throw new IllegalArgumentException(
            name + " has two IPv" + address.version() + " addresses: one is enough");
      }
      if (!addresses.add(address.address())) {
        throw new IllegalArgumentException("address " + text + " is taken");
      }
      own.add(address);
    }
    if (own.isEmpty()) {
      throw new IllegalArgumentException(name + " has no address");
    }
    MacAddress mac = MacAddress.of(FIRST_MAC + nodes.size());
    nodes.add(new Topology.Node(kind, List.of(name), List.copyOf(own), mac, Settings.STANDARD));
    scope = itsScope;
    return this;
  }

  private void claim(String name) {
    boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME;
    for (int i = 0; i < name.length() && good; i++) {
      char c = name.charAt(i);
      good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
    if (!good) {
      throw new IllegalArgumentException(
          "name '" + name + "': 1 to " + LONGEST_NAME + " of a-z, 0-9, dot and hyphen");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException("name " + name + " is taken");
    }
  }

  /** Gives the latest node another name. */
  public TopologyBuilder alias(String name) {
    Topology.Node node = latestNode("alias");
    if (node.names().size() > MAX_ALIASES) {
      throw new IllegalArgumentException("more than " + MAX_ALIASES + " aliases");
    }
    claim(name);
    List<String> all = new ArrayList<>(node.names());
    all.add(name);
    replace(
        new Topology.Node(
            node.kind(), List.copyOf(all), node.addresses(), node.mac(), node.settings()));
    return this;
  }

  /** Gives the latest node this hardware address instead of a made one. */
  public TopologyBuilder mac(MacAddress mac) {
    Topology.Node node = latestNode("mac");
    replace(new Topology.Node(node.kind(), node.names(), node.addresses(), mac, node.settings()));
    return this;
  }

  private Topology.Node latestNode(String word) {
    if (scope == null || scope == Scope.LINK) {
      throw new IllegalArgumentException(word + " belongs to a client, router or host");
    }
    return nodes.get(nodes.size() - 1);
  }

  private void replace(Topology.Node node) {
    nodes.set(nodes.size() - 1, node);
  }

  /** Connects two nodes that have been added. Settings that follow apply to both directions. */
  public TopologyBuilder link(String left, String right) {
    if (cables.size() == MAX_CABLES) {
      throw new IllegalArgumentException("more than " + MAX_CABLES + " links");
    }
    int from = find(left);
    int to = find(right);
    if (from == to) {
      throw new IllegalArgumentException(left + " linked to itself");
    }
    cables.add(new Topology.Cable(from, to, Settings.STANDARD, Settings.STANDARD));
    scope = Scope.LINK;
    there = true;
    back = true;
    return this;
  }

  private int find(String name) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no node named " + name + " above this line");
  }

  /** Settings that follow apply only to the latest link's direction from left to right. */
  public TopologyBuilder there() {
    return oneWay(true);
  }

  /** Settings that follow apply only to the latest link's direction from right to left. */
  public TopologyBuilder back() {
    return oneWay(false);
  }

  private TopologyBuilder oneWay(boolean fromLeft) {
    if (scope != Scope.LINK) {
      throw new IllegalArgumentException("there and back belong to a link");
    }
    there = fromLeft;
    back = !fromLeft;
    return this;
  }

  /** Sets a flag on the latest node. */
  public TopologyBuilder set(Setting flag) {
    return set(flag, 1);
  }

  /** Sets a value on the latest node or link, in the setting's unit. */
  public TopologyBuilder set(Setting setting, long value) {
    if (scope == null || !setting.fits(scope)) {
      throw new IllegalArgumentException(
          setting.word()
              + " cannot be set "
              + (scope == null
                  ? "before the first node"
                  : "on a " + scope.name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (scope == Scope.LINK) {
      int last = cables.size() - 1;
      Topology.Cable cable = cables.get(last);
      cables.set(
          last,
          new Topology.Cable(
              cable.left(),
              cable.right(),
              there ? cable.there().with(setting, value) : cable.there(),
              back ? cable.back().with(setting, value) : cable.back()));
      return this;
    }
    Topology.Node node = nodes.get(nodes.size() - 1);
    replace(
        new Topology.Node(
            node.kind(),
            node.names(),
            node.addresses(),
            node.mac(),
            node.settings().with(setting, value)));
    return this;
  }

  /** The topology. It must have one client, and a path from it to every node. */
  public Topology build() {
    Topology topology = new Topology(title, example, nodes, cables);
    int client = -1;
    for (int i = 0; i < nodes.size(); i++) {
      client = nodes.get(i).kind() == Kind.CLIENT ? i : client;
    }
    if (client < 0) {
      throw new IllegalArgumentException("no client");
    }
    RoutingTable four = new RoutingTable(topology, 4);
    RoutingTable six = new RoutingTable(topology, 6);
    for (int i = 0; i < nodes.size(); i++) {
      if (i != client && four.cable(client, i) < 0 && six.cable(client, i) < 0) {
        throw new IllegalArgumentException(
            "no path from " + nodes.get(client).name() + " to " + nodes.get(i).name());
      }
    }
    return topology;
  }
}
