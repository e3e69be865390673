package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.LinkKind;
import dev.jnet.host.NameResolution;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.PortGuard;
import dev.jnet.host.ReverseNames;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.link.Capture;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.Links;
import dev.jnet.link.SocketLink;
import dev.jnet.neighbor.NextHops;
import dev.jnet.neighbor.Question;
import dev.jnet.neighbor.Resolution;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.report.Access;
import dev.jnet.report.Plain;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** This machine's own network, with routes and neighbours as its kernel sees them. */
public final class HostNetwork implements Network, ChangeDetectingLink.Router {
  /** Headers, and as much of what is quoted or echoed as tells one probe from another. */
  private static final int SNAP = 2048;

  private static final int SLOTS = 256;

  /** Where many answer at once: what comes in tenths of a second. */
  private static final int MANY_SLOTS = 4096;

  private static final int LARGEST_HEADER = 22;

  private final NetworkOptions options;
  private final Console console;
  private final BooleanSupplier stopped;
  private final Decorations decorations;
  private final Map<String, Link> links = new HashMap<>();
  private final Map<Link, ChangeDetectingLink> steady = new HashMap<>();
  private final Set<InetAddress> unlearned = new LinkedHashSet<>();
  private final Map<Integer, PortGuard> guards = new HashMap<>();
  private KernelPort kernelPort;
  private final Seeds seeds = new Seeds();
  private final List<PortGuard> flowGuards = new ArrayList<>();
  private Access sight;
  private final ReverseNames names = new ReverseNames();

  HostNetwork(NetworkOptions options, Console console, BooleanSupplier stopped) {
    this.options = options;
    this.console = console;
    this.stopped = stopped;
    this.decorations = new Decorations(options, console);
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return NameResolution.resolve(name, options.family());
  }

  @Override
  public boolean isKnown(String name) {
    return Addresses.isLiteral(name);
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter) throws IOException {
    return openCapture(target, filter, SNAP);
  }

  @Override
  public NetworkPath openBestAvailable(InetAddress target, String filter) throws IOException {
    return sight().isWhole() ? openCapture(target, filter) : bySockets(target);
  }

  @Override
  public Access sight() {
    if (sight == null) {
      sight =
          SocketLink.isNeedless()
              ? Access.CAPTURE
              : SocketLink.mayEcho() ? Access.ICMP_SOCKETS : Access.UDP_SOCKETS;
    }
    return sight;
  }

  private NetworkPath bySockets(InetAddress target) throws IOException {
    Route route = routeTo(target);
    Interface device = route.device();
    int mtu = device.mtu(route.destination());
    Link link = links.get(device.name());
    if (link == null) {
      boolean bound = options.interfaceName().isPresent();
      link = keep(SocketLink.open(device.name(), bound, mtu), device);
    }
    steady.get(link).follow(route, this);
    MacAddress own = device.mac() == null ? MacAddress.ZERO : device.mac();
    FirstHop hop = hop(route, link.type(), own, MacAddress.ZERO);
    boolean framed = device.kind() == LinkKind.ETHERNET || device.kind() == LinkKind.LOOPBACK;
    FirstHop shown = framed ? hop(route, LinkType.ETHERNET, own, MacAddress.ZERO) : hop;
    return new NetworkPath(hop, link, route.pathMtu(), sight(), shown, Optional.empty());
  }

  @Override
  public TcpPort reserveTcpPort(InetAddress target) throws IOException {
    int own = Addresses.version(target);
    if (guards.isEmpty()) {
      // both, because the link's filter, made once, has to name both
      guards.put(own, PortGuard.open(target));
      int other = own == 4 ? 6 : 4;
      try {
        guards.put(other, PortGuard.open(Addresses.literal(other == 4 ? "0.0.0.0" : "::")));
      } catch (HostException e) {
        if (e.errno() != Errno.EAFNOSUPPORT) {
          throw e;
        }
      }
    }
    PortGuard guard = guards.get(own);
    if (guard == null) {
      throw new CommandException("system", "this machine has no IPv" + own);
    }
    StringBuilder filter = new StringBuilder("icmp");
    for (PortGuard each : guards.values()) {
      filter.append(" or tcp port ").append(each.port());
    }
    return new TcpPort(guard.port(), filter.toString());
  }

  @Override
  public KernelPort reserveKernelPort(InetAddress target) throws IOException {
    if (options.interfaceName().isPresent()) {
      Route own = Routes.to(target, route(target).source(), null);
      if (!own.device().name().equals(options.interfaceName().get())) {
        throw new CommandException(
            "usage",
            "-i "
                + options.interfaceName().get()
                + ": the kernel's own connections to "
                + Addresses.text(target)
                + " leave by "
                + own.device().name()
                + "; leave -i out, or name a source address with -s");
      }
    }
    if (kernelPort == null) {
      kernelPort = KernelPort.open();
    }
    return kernelPort;
  }

  @Override
  public boolean guardTcpPort(InetAddress target, int port) throws IOException {
    try {
      flowGuards.add(PortGuard.open(target, port));
      return true;
    } catch (HostException e) {
      if (e.errno() == Errno.EADDRINUSE) {
        return false;
      }
      throw e;
    }
  }

  /** The kernel's route to one host, which has to have a source address. */
  private Route routeTo(InetAddress target) throws IOException {
    Route route = route(target);
    if (route.type() == Route.Type.BROADCAST || route.type() == Route.Type.MULTICAST) {
      throw new CommandException("usage", Addresses.text(target) + ": not the address of one host");
    }
    if (route.source() == null) {
      throw new CommandException(
          "no-source",
          "no address to send from on "
              + route.device().name()
              + ": give it one, or name one with -s");
    }
    if (Addresses.version(target) == 6 && !route.hasLearnedMtu()) {
      unlearned.add(target);
      PrivilegeDrop.willForget();
    }
    return route;
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException {
    Route route = routeTo(target);
    Interface device = route.device();
    Link link = links.get(device.name());
    if (link == null) {
      link = keep(Links.open(device.name(), capture(device, filter, snap)), device);
    }
    steady.get(link).follow(route, this);
    NetworkPath way = way(route, link);
    return options.many() ? way : asked(way, target);
  }

  private Link keep(Link link, Interface device) throws IOException {
    ChangeDetectingLink bare = new ChangeDetectingLink(PrivilegeDrop.around(link), device, true);
    Link decorated = decorations.around(bare, device.name());
    steady.put(decorated, bare);
    links.put(device.name(), decorated);
    return decorated;
  }

  @Override
  public void requireUnchanged(NetworkPath way) throws LinkException {
    steady.get(way.link()).look();
  }

  /** The kernel's route to a target, as the options have it. */
  @Override
  public Route route(InetAddress target) throws IOException {
    Interface device =
        options.interfaceName().isPresent()
            ? Interfaces.byName(options.interfaceName().get())
            : null;
    InetAddress source =
        options.source().isPresent() ? literal("source address", options.source().get()) : null;
    return Routes.to(target, source, device);
  }

  /** The address that an option gives. */
  public static InetAddress literal(String option, String text) throws CommandException {
    try {
      return Addresses.literal(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", option + " " + text + ": not an IP address");
    }
  }

  private Capture capture(Interface device, String filter, int most) {
    int whole = Math.min(device.mtu() + LARGEST_HEADER, Capture.LARGEST_SNAP);
    int snap = options.captureFile().isPresent() ? Math.max(whole, most) : most;
    boolean joined = most > Math.max(whole, SNAP); // the kernel may hand up several segments as one
    return new Capture(
        "arp or icmp6 or " + filter,
        Math.max(joined ? snap : Math.min(snap, whole), Capture.SMALLEST_SNAP),
        options.many() ? MANY_SLOTS : SLOTS,
        kernelPort != null);
  }

  private NetworkPath way(Route route, Link link) throws IOException {
    Interface device = route.device();
    boolean local = route.type() == Route.Type.LOCAL || device.kind() == LinkKind.LOOPBACK;
    MacAddress own = device.mac() == null ? MacAddress.ZERO : device.mac();
    NetworkPath way =
        new NetworkPath(hop(route, link.type(), own, MacAddress.ZERO), link, route.pathMtu());
    if (local || link.type() != LinkType.ETHERNET || !device.resolvesNeighbors()) {
      return way;
    }
    InetAddress nextHop = route.nextHop();
    Optional<Neighbor> known = Neighbors.lookup(device.index(), nextHop);
    return known.isPresent() && known.get().known()
        ? way.to(known.get().mac())
        : way.after(new Question(device.name(), asker(route), own, nextHop));
  }

  /** A way that is known to its end; it takes until the next hop has answered. */
  private NetworkPath asked(NetworkPath way, InetAddress target) throws IOException {
    if (way.unasked().isEmpty()) {
      return way;
    }
    Optional<MacAddress> mac =
        new Prober(way.link(), Pace.unlimited(), stopped)
            .run(new Resolution(way.unasked().get()), way.link().now() + NextHops.LONGEST)
            .mac();
    if (mac.isEmpty() && stopped.getAsBoolean()) {
      throw new CommandException(
          "interrupted",
          "ended while " + Addresses.text(way.hop().nextHop()) + " was asked for its MAC address");
    }
    if (mac.isEmpty()) {
      throw way.silence(target);
    }
    return way.to(mac.get());
  }

  private static FirstHop hop(Route route, LinkType type, MacAddress own, MacAddress next) {
    return new FirstHop(
        Plain.line(route.device().name()), // to be shown: Linux allows an escape character in it
        type,
        route.device().mtu(route.destination()),
        route.source(),
        own,
        route.nextHop(),
        next);
  }

  /** Of the next hop's IP version, which may be another than the target's (RFC 8950). */
  static InetAddress asker(Route route) throws CommandException {
    InetAddress nextHop = route.nextHop();
    int version = Addresses.version(nextHop);
    if (Addresses.version(route.source()) == version) {
      return route.source();
    }
    for (Interface.Address own : route.device().addresses()) {
      if (Addresses.version(own.address()) == version) {
        return own.address();
      }
    }
    throw new CommandException(
        "no-source",
        "no IPv"
            + version
            + " address on "
            + route.device().name()
            + " to ask for the router "
            + Addresses.text(nextHop));
  }

  @Override
  public void askName(InetAddress address) {
    names.ask(address);
  }

  @Override
  public Optional<String> name(InetAddress address) {
    return names.of(address);
  }

  @Override
  public void close() throws IOException {
    for (Link link : links.values()) {
      link.close();
    }
    for (PortGuard guard : guards.values()) {
      guard.close();
    }
    if (kernelPort != null) {
      kernelPort.close();
    }
    for (PortGuard guard : flowGuards) {
      guard.close();
    }
    decorations.close();
    for (InetAddress target : unlearned) {
      unlearn(target);
    }
  }

  /**
   * Linux takes a Packet Too Big about any ICMPv6 packet for its own, asked for or not, and caches
   * the path MTU in it. A probe must leave no traces: what it did not know before it forgets.
   */
  private void unlearn(InetAddress target) throws IOException {
    Route route;
    try {
      route = route(target);
    } catch (HostException e) {
      return; // the kernel forgets with the route, and what took that away is said already
    }
    if (route.hasLearnedMtu() && !PrivilegeDrop.withNetAdmin(() -> Routes.forget(route))) {
      console.complain(
          "the kernel has learned a path MTU of "
              + route.pathMtu()
              + " for "
              + Addresses.text(target)
              + " from the reports about these probes, and keeps it for 10 minutes;"
              + "\n  with CAP_NET_ADMIN jnet makes it forget");
    }
  }

  @Override
  public long seed() throws IOException {
    if (options.seed().isPresent()) {
      return options.seed().get();
    }
    return seeds.next();
  }
}
