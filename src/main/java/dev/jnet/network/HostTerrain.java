package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.PortGuard;
import dev.jnet.host.ResolverConfiguration;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.host.UdpPort;
import dev.jnet.link.Capture;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.link.Links;
import dev.jnet.neighbor.Question;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Plain;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.Walk;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** This machine's own network, for a walk. */
final class HostTerrain implements Terrain {
  /** A connection for each redirect, one more for a stall, one for DNS. */
  private static final int TCP_PORTS = Walk.MAX_REDIRECTS + 3;

  private final HostNetwork world;
  private final Decorations decorations;
  private final Map<String, Link> links = new HashMap<>();
  private final Map<Link, ChangeDetectingLink> steady = new HashMap<>();
  private final Map<Integer, List<PortGuard>> tcp = new HashMap<>();
  private final Map<Integer, UdpPort> udp = new HashMap<>();
  private final Map<Integer, Integer> used = new HashMap<>();
  private ResolverConfiguration resolver;
  private String filter;

  HostTerrain(NetworkOptions options, Console console, BooleanSupplier stopped) {
    this.world = new HostNetwork(options, console, stopped);
    this.decorations = new Decorations(options, console);
  }

  @Override
  public boolean isPractice() {
    return false;
  }

  @Override
  public List<InetAddress> inHostsFile(String name) throws IOException {
    return ResolverConfiguration.hosts(ResolverConfiguration.HOSTS, name);
  }

  private ResolverConfiguration resolver() throws IOException {
    if (resolver == null) {
      resolver = ResolverConfiguration.read(ResolverConfiguration.FILE);
    }
    return resolver;
  }

  @Override
  public List<InetAddress> nameServers() throws IOException {
    return resolver().servers();
  }

  @Override
  public String configuredBy() {
    return ResolverConfiguration.FILE.toString();
  }

  @Override
  public List<String> forms(String name) throws IOException {
    return resolver().forms(name);
  }

  @Override
  public List<InetAddress> planned(String name) {
    return List.of();
  }

  /** IPv6 where this machine can go there from an address of the same reach (RFC 6724). */
  @Override
  public InetAddress best(List<InetAddress> addresses) throws IOException {
    InetAddress fallback = addresses.get(0);
    for (int version : new int[] {6, 4}) {
      for (InetAddress address : addresses) {
        if (Addresses.version(address) == version && isUsable(address)) {
          return address;
        }
      }
    }
    return fallback;
  }

  private boolean isUsable(InetAddress address) throws IOException {
    if (!Routes.exists(address)) {
      return false;
    }
    Route route = Routes.to(address);
    return route.source() != null && isLocal(route.source()) == isLocal(address);
  }

  /** Whether an address means nothing in the Internet: link-local, or unique local (RFC 4193). */
  private static boolean isLocal(InetAddress address) {
    boolean unique = Addresses.version(address) == 6 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return Addresses.version(address) == 6
        && (unique || address.isLinkLocalAddress() || address.isLoopbackAddress());
  }

  @Override
  public int udpPort(InetAddress target) throws IOException {
    reserve();
    UdpPort port = udp.get(Addresses.version(target));
    if (port == null) {
      throw noVersion(target);
    }
    return port.port();
  }

  @Override
  public int tcpPort(InetAddress target) throws IOException {
    reserve();
    int version = Addresses.version(target);
    List<PortGuard> guards = tcp.get(version);
    if (guards == null) {
      throw noVersion(target);
    }
    int index = used.merge(version, 1, Integer::sum) - 1;
    return guards.get(index % guards.size()).port();
  }

  private static CommandException noVersion(InetAddress target) {
    return new CommandException("system", "this machine has no IPv" + Addresses.version(target));
  }

  /** All ports at once, because a link's filter, made when it opens, has to name them. */
  private void reserve() throws IOException {
    if (filter != null) {
      return;
    }
    StringBuilder names = new StringBuilder("icmp");
    for (String any : new String[] {"0.0.0.0", "::"}) {
      InetAddress local = Addresses.literal(any);
      int version = Addresses.version(local);
      try {
        udp.put(version, UdpPort.open(local));
        List<PortGuard> guards = new ArrayList<>();
        tcp.put(version, guards);
        while (guards.size() < TCP_PORTS) {
          guards.add(PortGuard.open(local));
        }
      } catch (HostException e) {
        if (e.errno() != Errno.EAFNOSUPPORT) {
          throw e;
        }
      }
    }
    for (UdpPort each : udp.values()) {
      names.append(" or udp port ").append(each.port());
    }
    for (List<PortGuard> guards : tcp.values()) {
      for (PortGuard each : guards) {
        names.append(" or tcp port ").append(each.port());
      }
    }
    filter = names.toString();
  }

  @Override
  public Departure towards(InetAddress target) throws IOException {
    reserve();
    // a name server on this machine itself is there whatever interface the target is left by
    ChangeDetectingLink.Router router = target.isLoopbackAddress() ? Routes::to : world;
    Route route = router.route(target);
    if (route.type() == Route.Type.BROADCAST || route.type() == Route.Type.MULTICAST) {
      throw new CommandException("usage", Addresses.text(target) + ": not the address of one host");
    }
    if (route.source() == null) {
      throw new CommandException(
          "no-source", "no address to send from on " + route.device().name() + ": give it one");
    }
    Interface device = route.device();
    Link link = link(device);
    steady.get(link).follow(route, router);
    boolean local = route.type() == Route.Type.LOCAL || device.kind() == LinkKind.LOOPBACK;
    MacAddress own = device.mac() == null ? MacAddress.ZERO : device.mac();
    FirstHop hop =
        new FirstHop(
            Plain.line(device.name()),
            link.type(),
            device.mtu(route.destination()),
            route.source(),
            own,
            route.nextHop(),
            MacAddress.ZERO);
    boolean gateway = route.gateway() != null;
    if (local) {
      return departure(link, hop, NextHop.Means.LOOPBACK, gateway);
    }
    if (link.type() != LinkType.ETHERNET || !device.resolvesNeighbors()) {
      return departure(link, hop, NextHop.Means.POINT_TO_POINT, gateway);
    }
    InetAddress nextHop = route.nextHop();
    Question question =
        new Question(Plain.line(device.name()), HostNetwork.asker(route), own, nextHop);
    Optional<Neighbor> known = Neighbors.lookup(device.index(), nextHop);
    return new Departure(
        link,
        hop,
        Addresses.version(nextHop) == 4 ? NextHop.Means.ARP : NextHop.Means.NEIGHBOR_DISCOVERY,
        gateway,
        Optional.of(question),
        known.filter(Neighbor::known).map(Neighbor::mac));
  }

  private static Departure departure(
      Link link, FirstHop hop, NextHop.Means means, boolean gateway) {
    return new Departure(link, hop, means, gateway, Optional.empty(), Optional.empty());
  }

  private Link link(Interface device) throws IOException {
    Link link = links.get(device.name());
    if (link == null) {
      Capture capture = Capture.bulk("arp or icmp6 or " + filter);
      ChangeDetectingLink bare =
          new ChangeDetectingLink(
              PrivilegeDrop.around(Links.open(device.name(), capture)), device, true);
      link = decorations.around(bare, device.name());
      steady.put(link, bare);
      links.put(device.name(), link);
    }
    return link;
  }

  @Override
  public long seed() throws IOException {
    return world.seed();
  }

  @Override
  public void close() throws IOException {
    for (Link link : links.values()) {
      link.close();
    }
    for (List<PortGuard> guards : tcp.values()) {
      for (PortGuard each : guards) {
        each.close();
      }
    }
    for (UdpPort each : udp.values()) {
      each.close();
    }
    decorations.close();
    world.close();
  }
}
