package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.report.Plain;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** The paths out of this machine: which interface, which source address, which next hop. */
final class HostPaths implements Paths {
  /**
   * An address behind the default route. Any would do; this one is reserved for documentation (RFC
   * 5737).
   */
  private static final String OUTSIDE = "192.0.2.1";

  private final NetworkOptions options;
  private final HostRoutes routes;

  HostPaths(NetworkOptions options, HostRoutes routes) {
    this.options = options;
    this.routes = routes;
  }

  @Override
  public void routeFor(Via packets) {
    routes.takeFor(packets);
  }

  @Override
  public NetworkPath to(InetAddress target) throws IOException {
    return along(routes.route(target));
  }

  @Override
  public NetworkPath withinHost(InetAddress target) throws IOException {
    return along(Routes.to(target));
  }

  private NetworkPath along(Route route) throws IOException {
    InetAddress target = route.destination();
    requireOneHost(route, "host");
    requireSource(route);
    Interface device = route.device();
    FirstHop hop = hop(device, target, route.source(), route.nextHop());
    NetworkPath path = new NetworkPath(target, device, hop, Optional.of(route));
    boolean local = route.type() == Route.Type.LOCAL || device.kind() == LinkKind.LOOPBACK;
    if (local || !device.resolvesNeighbors()) {
      return path;
    }
    return path.asking(
        question(device, SourceAddress.asking(route), route.nextHop()),
        routes.neighbor(device, route.nextHop()));
  }

  private static void requireSource(Route route) throws CommandException {
    if (route.source() == null) {
      throw new CommandException(
          "no-source",
          "no address to send from on "
              + route.device().name()
              + ": give it one, or name one with -s");
    }
  }

  private static void requireOneHost(Route route, String what) throws CommandException {
    if (isGroup(route)) {
      boolean broadcast = route.type() == Route.Type.BROADCAST;
      throw new CommandException(
          "usage",
          Addresses.text(route.destination())
              + ": not the address of one "
              + what
              + " but a "
              + (broadcast ? "broadcast" : "multicast")
              + " address. To have each station answer: jnet ping "
              + (broadcast ? "-b " : "")
              + Addresses.text(route.destination()));
    }
  }

  private static boolean isGroup(Route route) {
    return route.type() == Route.Type.BROADCAST || route.type() == Route.Type.MULTICAST;
  }

  @Override
  public boolean isBroadcast(InetAddress address) throws IOException {
    return routes.route(address).type() == Route.Type.BROADCAST;
  }

  @Override
  public NetworkPath toGroup(InetAddress group) throws IOException {
    Route route = routes.route(group);
    if (!isGroup(route)) {
      throw new CommandException(
          "usage", Addresses.text(group) + ": not a broadcast or multicast address");
    }
    requireSource(route);
    FirstHop hop = hop(route.device(), group, route.source(), group).to(MacAddress.ofGroup(group));
    return new NetworkPath(group, route.device(), hop, Optional.of(route));
  }

  @Override
  public NetworkPath toNeighborFor(InetAddress target) throws IOException {
    if (options.interfaceName().isPresent() && HostRoutes.isOwn(target)) {
      Interface owner = Interfaces.owning(target); // whatever interface is named
      return own(owner == null ? routes.named() : owner, target);
    }
    Route route =
        options.foreignSource() ? Routes.to(target, null, routes.named()) : fromOwn(target);
    requireOneHost(route, "station");
    if (route.type() == Route.Type.LOCAL) {
      Interface owner = Interfaces.owning(target); // to the kernel it is loopback
      return own(owner == null ? route.device() : owner, target);
    }
    Interface device = route.device();
    requireNeighbors(device);
    InetAddress nextHop = route.nextHop();
    InetAddress source = options.foreignSource() ? source(device, nextHop) : route.source();
    if (source == null || Addresses.version(source) != Addresses.version(nextHop)) {
      // an IPv6 router may forward IPv4 (RFC 8950): it is asked for as IPv6 is
      source = source(device, nextHop);
    }
    return path(device, target, source, nextHop)
        .asking(question(device, source, nextHop), routes.neighbor(device, nextHop));
  }

  /** The route of questions whose source address has to be this machine's. */
  private Route fromOwn(InetAddress target) throws IOException {
    try {
      return routes.route(target);
    } catch (HostException e) {
      throw e.kind() == HostException.Kind.BAD_SOURCE
          ? new HostException(e.kind(), e.getMessage() + "; to ask with it all the same: --force")
          : e;
    }
  }

  private static NetworkPath own(Interface device, InetAddress target) throws IOException {
    requireNeighbors(device);
    return path(device, target, target, target);
  }

  @Override
  public NetworkPath toAnnounce(InetAddress own) throws IOException {
    Interface owner = Interfaces.owning(own);
    if (owner == null) {
      throw Paths.notOurs(own);
    }
    Interface named = routes.named();
    boolean loopback = owner.kind() == LinkKind.LOOPBACK;
    Interface device = named != null ? named : loopback ? leadingOut() : owner;
    return own(device, own);
  }

  @Override
  public NetworkPath onLink(InetAddress address) throws IOException {
    if (options.interfaceName().isPresent()) {
      Interface device = Interfaces.byName(options.interfaceName().get());
      requireNeighbors(device);
      return path(device, address, source(device, address), address);
    }
    NetworkPath path = toNeighborFor(address);
    if (path.isRouted()) {
      throw new CommandException(
          "not-on-link",
          Addresses.text(address)
              + " is not on a link of this machine: frames for it go to the router "
              + Addresses.text(path.hop().nextHop())
              + ", and nobody behind that can be asked; -i asks on a link all the same");
    }
    return path;
  }

  @Override
  public NetworkPath ownLink() throws IOException {
    Interface named = routes.named();
    Interface device = named != null ? named : leadingOut();
    requireNeighbors(device);
    InetAddress source = source(device, Addresses.literal(OUTSIDE));
    return path(device, source, source, source);
  }

  private static NetworkPath path(
      Interface device, InetAddress target, InetAddress source, InetAddress nextHop) {
    FirstHop hop = hop(device, target, source, nextHop);
    return new NetworkPath(target, device, hop, Optional.empty());
  }

  private static Interface leadingOut() throws IOException {
    try {
      Interface device = Routes.to(Addresses.literal(OUTSIDE)).device();
      if (device.resolvesNeighbors()) {
        return device;
      }
    } catch (HostException noDefaultRoute) {
      if (noDefaultRoute.kind() == HostException.Kind.SYSTEM) {
        throw noDefaultRoute;
      }
    }
    return Interfaces.all().stream()
        .filter(each -> each.up() && each.resolvesNeighbors() && !each.addresses().isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "no-interface",
                    "no Ethernet interface with an address is up: name one with -i"));
  }

  /**
   * The source address of questions on a link: the one that the options name, or the interface's
   * own.
   */
  private InetAddress source(Interface device, InetAddress target) throws CommandException {
    return options.source().isPresent()
        ? OptionAddress.parse("-s", options.source().get())
        : SourceAddress.onLink(device, target);
  }

  /** Checks that an interface is up and has a link with neighbors to ask. */
  private static void requireNeighbors(Interface device) throws CommandException {
    String name = device.name();
    if (device.kind() == LinkKind.LOOPBACK) {
      throw new CommandException(
          "no-arp",
          name
              + ": there is no ARP on loopback: its packets never leave this machine, so that no"
              + " frame needs an address");
    }
    if (!device.resolvesNeighbors()) {
      throw new CommandException(
          "no-arp",
          device.kind() == LinkKind.ETHERNET
              ? name + ": ARP is switched off there (NOARP): its neighbors are set by hand"
              : name
                  + ": there is no ARP on a point-to-point link ("
                  + device.kind()
                  + "): whatever goes in comes out at its one other end, so that nobody has to be"
                  + " found");
    }
    if (!device.up()) {
      throw new CommandException(
          "interface-down", name + " is down: switch it on (ip link set " + name + " up)");
    }
  }

  private static NeighborQuestion question(
      Interface device, InetAddress source, InetAddress nextHop) throws CommandException {
    try {
      return new NeighborQuestion(Plain.line(device.name()), source, mac(device), nextHop);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", e.getMessage());
    }
  }

  /** What is known of the first hop before the link is open. */
  private static FirstHop hop(
      Interface device, InetAddress target, InetAddress source, InetAddress nextHop) {
    return new FirstHop(
        Plain.line(device.name()), // to be shown: Linux allows an escape character in it
        LinkType.ETHERNET,
        device.mtu(target),
        source,
        mac(device),
        nextHop,
        MacAddress.ZERO);
  }

  private static MacAddress mac(Interface device) {
    return device.mac() == null ? MacAddress.ZERO : device.mac();
  }
}
