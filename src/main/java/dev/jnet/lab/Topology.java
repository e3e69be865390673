package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a network: its nodes, the cables between them, and their settings. It is immutable. A
 * {@link TopologyBuilder} makes it, or it is read from a file.
 *
 * @param title one line about what the network shows
 * @param example the command that shows it, such as {@code mtu www.lab.test}; empty for none
 * @param nodes the nodes in the order of the file; exactly one is the client
 * @param cables the cables in the order of the file
 */
public record Topology(String title, String example, List<Node> nodes, List<Cable> cables) {
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
   * @param names its own name, followed by its aliases
   * @param addresses its addresses, at most one of each IP version
   */
  public record Node(
      Kind kind,
      List<String> names,
      List<NetworkAddress> addresses,
      MacAddress mac,
      Settings settings) {
    /** The node's own name. */
    public String name() {
      return names.get(0);
    }

    /** The node's address of an IP version, if it has one. */
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
   * A cable between two nodes. Each direction has its own settings.
   *
   * @param left the index of one node
   * @param right the index of the other node
   * @param there the settings of the direction from left to right
   * @param back the settings of the direction from right to left
   */
  public record Cable(int left, int right, Settings there, Settings back) {
    /** The index of the node at the other end. */
    int other(int end) {
      return end == left ? right : left;
    }

    /** The settings of the direction that begins at an end. */
    Settings from(int end) {
      return end == left ? there : back;
    }
  }

  /** Copies the lists. */
  public Topology {
    nodes = List.copyOf(nodes);
    cables = List.copyOf(cables);
  }

  /** The index of the client. */
  int client() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).kind() == Kind.CLIENT) {
        return i;
      }
    }
    throw new IllegalStateException("a topology without a client");
  }

  /** The index of the node with this name or alias, or −1. */
  int indexOf(String name) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).names().contains(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the node that has this address, or −1. */
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
   * The largest packet that one direction of a cable carries, in bytes. For IPv6 it is at least
   * 1280: a narrower link must split such packets below IP (RFC 8200 section 5).
   */
  static int carries(Settings way, int version) {
    int mtu = limit(way, Setting.MTU, version);
    return isOfSeveralPaths(way) ? mtu : Math.min(mtu, limit(way, Setting.HOLE, version));
  }

  /** The largest packet that the broken one of several equal paths carries, in bytes; or 0. */
  static int brokenPathCarries(Settings way, int version) {
    boolean hole = way.get(Setting.HOLE) < Setting.HOLE.standard();
    return hole ? limit(way, Setting.HOLE, version) : 0;
  }

  private static boolean isOfSeveralPaths(Settings way) {
    return way.get(Setting.ONE_OF) > 0;
  }

  static int limit(Settings way, Setting setting, int version) {
    int bytes = (int) way.get(setting);
    return version == 6 ? Math.max(bytes, Ipv6.MINIMUM_MTU) : bytes;
  }

  /** The cables of the path between two nodes, in order; empty when there is no path. */
  List<Cable> path(int from, int to, int version) {
    RoutingTable routes = RoutingTable.towards(to, this, version);
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
   * The hop in front of the narrowest link: the last one that a packet reaches if it is one byte
   * larger than the {@linkplain #pathMtu path MTU}. 0 is the client itself.
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
