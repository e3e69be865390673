package dev.jnet.lab;

import dev.jnet.wire.Nat64;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;

/** Paths on which a router translates between IPv6 and IPv4. */
final class Translated {
  /** The least MTU behind a translator: smaller packets of IPv6 leave without DF (RFC 7915). */
  private static final int MIN = 1260;

  /** Lies, and what splits packets: behind a translator their effects would be other ones. */
  private static final List<Setting> LIES =
      List.of(Setting.CLAIMS, Setting.CLAIMS_MORE, Setting.CRIES, Setting.CLEARS_DF);

  /** What a translator does not do beside. */
  private static final List<Setting> OTHER_WORK =
      List.of(
          Setting.SETS_TTL,
          Setting.CLAMP_MSS,
          Setting.ECHO_FILTER,
          Setting.TCP_FILTER,
          Setting.UDP_FILTER,
          Setting.ECHOES_FOR_OTHERS,
          Setting.REFUSES_FOR_OTHERS);

  /** Sizes that are larger for IPv6, as it sees them. */
  private static final List<Setting> LIMITS =
      List.of(Setting.ECHO_LIMIT, Setting.ECHO_FILTER, Setting.TCP_FILTER, Setting.UDP_FILTER);

  private Translated() {}

  /**
   * A topology whose links behind the translator carry 1260 bytes, and whose routers are honest.
   */
  static Topology tamed(Topology topology, int translator) {
    List<Topology.Node> nodes = new ArrayList<>();
    for (Topology.Node node : topology.nodes()) {
      Settings settings = node.settings();
      if (node.kind() == Topology.Kind.ROUTER) {
        settings = without(settings, LIES);
      }
      if (settings.isSet(Setting.NAT64)) {
        settings = without(settings, OTHER_WORK);
      }
      nodes.add(with(node, settings, node.addresses()));
    }
    return new Topology(
        topology.title(), topology.example(), nodes, links(topology, translator, 0));
  }

  private static Settings without(Settings settings, List<Setting> unset) {
    Settings rest = settings;
    for (Setting each : unset) {
      rest = rest.with(each, each.standard());
    }
    return rest;
  }

  /** The topology as IPv6 sees it: behind the translator all sizes are larger by 20 bytes. */
  static Topology seen(Topology topology, int translator) {
    List<Topology.Node> nodes = new ArrayList<>();
    for (Topology.Node node : topology.nodes()) {
      boolean behind =
          node.name().equals(RandomPaths.TARGET)
              || (node.name().startsWith("r")
                  && Integer.parseInt(node.name().substring(1)) > translator);
      nodes.add(behind ? seen(node) : node);
    }
    return new Topology(
        topology.title(),
        topology.example(),
        nodes,
        links(topology, translator, Nat64.LONGER_HEADER));
  }

  private static Topology.Node seen(Topology.Node node) {
    Inet4Address own = (Inet4Address) node.address(4).orElseThrow().address();
    String six = Nat64.translated(own).getHostAddress();
    Settings settings = node.settings();
    for (Setting limit : LIMITS) {
      if (settings.isSet(limit)) {
        settings = settings.with(limit, settings.get(limit) + Nat64.LONGER_HEADER);
      }
    }
    return with(node, settings, List.of(node.address(4).orElseThrow(), NetworkAddress.parse(six)));
  }

  private static Topology.Node with(
      Topology.Node node, Settings settings, List<NetworkAddress> addresses) {
    return new Topology.Node(node.kind(), node.names(), addresses, node.mac(), settings);
  }

  private static List<Topology.Cable> links(Topology topology, int translator, int longer) {
    List<Topology.Cable> cables = new ArrayList<>();
    for (int i = 0; i < topology.cables().size(); i++) {
      Topology.Cable cable = topology.cables().get(i);
      cables.add(
          i < translator
              ? cable
              : new Topology.Cable(
                  cable.left(),
                  cable.right(),
                  wider(cable.there(), longer),
                  wider(cable.back(), longer)));
    }
    return cables;
  }

  private static Settings wider(Settings way, int longer) {
    Settings wide = way;
    for (Setting size : List.of(Setting.MTU, Setting.HOLE)) {
      long bytes = Math.max(MIN, way.get(size)) + longer;
      wide = wide.with(size, Math.min(bytes, Setting.HOLE.standard()));
    }
    return wide;
  }
}
