package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network as a plan: who is there, who is connected to whom, and how well. Immutable; made by a
 * {@link TopologyBuilder} or read from a file.
 *
 * @param title one line on what the network shows
 * @param nodes in the order of the file; exactly one is the client
 * @param cables in the order of the file
 */
public record Topology(String title, List<Node> nodes, List<Cable> cables) {
  /** What a node does. */
  public enum Kind {
    /** The machine that jnet runs on. */
    CLIENT,
    /** Forwards packets. */
    ROUTER,
    /** Answers packets. */
    HOST
  }

  /**
   * A machine.
   *
   * @param names its names: its own first, then aliases
   * @param addresses at most one of each IP version
   */
  public record Node(
      Kind kind,
      List<String> names,
      List<NetworkAddress> addresses,
      MacAddress mac,
      Settings settings) {
    /** Its own name. */
    public String name() {
      return names.get(0);
    }

    /** Its address of an IP version, if it has one. */
    public Optional<NetworkAddress> address(int version) {
      for (NetworkAddress address : addresses) {
        if (address.version() == version) {
          return Optional.of(address);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * What connects two nodes; each way has its own settings.
   *
   * @param left index of a node
   * @param right index of the other
   * @param there the way from left to right
   * @param back the way from right to left
   */
  public record Cable(int left, int right, Settings there, Settings back) {
    /** The other end. */
    int other(int end) {
      return end == left ? right : left;
    }

    /** The settings of the way that leaves from an end. */
    Settings from(int end) {
      return end == left ? there : back;
    }
  }

  /** Copies the lists. */
  public Topology {
    nodes = List.copyOf(nodes);
    cables = List.copyOf(cables);
  }

  /** Index of the client. */
  int client() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).kind() == Kind.CLIENT) {
        return i;
      }
    }
    throw new IllegalStateException("a topology without a client");
  }

  /** Index of the node with this name or alias, or −1. */
  int indexOf(String name) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).names().contains(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Index of the node that has this address, or −1. */
  int indexOf(InetAddress address) {
    for (int i = 0; i < nodes.size(); i++) {
      Optional<NetworkAddress> own = nodes.get(i).address(Addresses.version(address));
      if (own.isPresent() && own.get().address().equals(address)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The largest packet, in bytes, that one way of a cable carries. IPv6 runs only where 1280 pass
   * (RFC 8200 section 5): what a narrower link does for that, it does underneath IP.
   */
  static int carries(Settings way, int version) {
    return Math.min(limit(way, Setting.MTU, version), limit(way, Setting.HOLE, version));
  }

  static int limit(Settings way, Setting setting, int version) {
    int bytes = (int) way.get(setting);
    return version == 6 ? Math.max(bytes, Ipv6.MINIMUM_MTU) : bytes;
  }

  /** The cables of the path between two nodes, in order; empty where there is none. */
  List<Cable> path(int from, int to, int version) {
    RoutingTable routes = new RoutingTable(this, version);
    List<Cable> path = new ArrayList<>();
    int at = from;
    while (at != to) {
      int next = routes.cable(at, to);
      if (next < 0) {
        return List.of();
      }
      path.add(cables.get(next));
      at = cables.get(next).other(at);
    }
    return path;
  }

  /**
   * The true path MTU from the client to a node: the largest packet that arrives there whole, in
   * bytes.
   *
   * @param name the node's name
   * @param version 4 or 6
   * @throws IllegalArgumentException when there is no such node, or no path to it
   */
  public int pathMtu(String name, int version) {
    int at = client();
    int mtu = (int) nodes.get(at).settings().get(Setting.MTU);
    for (Cable cable : pathTo(name, version)) {
      mtu = Math.min(mtu, carries(cable.from(at), version));
      at = cable.other(at);
    }
    return mtu;
  }

  /**
   * The last hop that a packet reaches which is one byte larger than the {@linkplain #pathMtu path
   * MTU}: the router in front of the narrow place. 0 is the client itself.
   */
  public int bottleneckHop(String name, int version) {
    int mtu = pathMtu(name, version);
    int at = client();
    if (nodes.get(at).settings().get(Setting.MTU) == mtu) {
      return 0;
    }
    List<Cable> path = pathTo(name, version);
    for (int hop = 0; hop < path.size(); hop++) {
      if (carries(path.get(hop).from(at), version) == mtu) {
        return hop;
      }
      at = path.get(hop).other(at);
    }
    throw new IllegalStateException("no way of the path has its MTU");
  }

  private List<Cable> pathTo(String name, int version) {
    int to = indexOf(name);
    List<Cable> path = to < 0 ? List.of() : path(client(), to, version);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("no IPv" + version + " path to " + name);
    }
    return path;
  }
}
