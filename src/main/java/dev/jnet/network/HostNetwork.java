package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Neighbor;
import dev.jnet.link.ClosingSockets;
import dev.jnet.link.LinkException;
import dev.jnet.link.SocketLink;
import dev.jnet.link.pcap.Capture;
import dev.jnet.neighbor.NextHops;
import dev.jnet.neighbor.Resolution;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.report.Access;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** This machine's own network, with routes and neighbors as its kernel sees them. */
final class HostNetwork implements Network {
  private static final int SLOTS = 256;

  /**
   * Slots of the capture's ring for many targets at once: enough for the frames of some tenths of a
   * second.
   */
  private static final int MANY_SLOTS = 4096;

  private static final int LARGEST_HEADER = 22;

  private final NetworkOptions options;
  private final BooleanSupplier stopped;
  private final HostNames names;
  private final HostRoutes routes;
  private final HostPaths paths;
  private final HostPorts ports;
  private final Console console;
  private final LearnedPathMtus learned;
  private final PrivilegeDrop privileges = PrivilegeDrop.ofProcess();
  private final Seeds seeds = new Seeds();
  private Access access;

  /**
   * What {@link #links()} gives; null before the first link is opened, because {@code interfaces}
   * opens none.
   */
  private OpenLinks links;

  private HostKernelProbes kernelProbes;

  HostNetwork(NetworkOptions options, Console console, BooleanSupplier stopped) {
    this.options = options;
    this.stopped = stopped;
    this.routes = new HostRoutes(options);
    this.paths = new HostPaths(options, routes);
    this.names = new HostNames(options.wantedFamily(), routes, options.patience(), stopped);
    this.ports = new HostPorts(options, routes);
    this.console = console;
    this.learned = new LearnedPathMtus(routes, privileges, console);
  }

  @Override
  public Names names() {
    return names;
  }

  @Override
  public KernelTables tables() {
    return new HostTables(options.mark());
  }

  @Override
  public Paths paths() {
    return paths;
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public HostKernelProbes kernelProbes() {
    links();
    return kernelProbes;
  }

  private OpenLinks links() {
    if (links == null) {
      links = new OpenLinks(options, console, routes, privileges);
      kernelProbes = new HostKernelProbes(options, routes, links);
    }
    return links;
  }

  @Override
  public PrivilegeDrop privileges() {
    return privileges;
  }

  @Override
  public boolean isPractice() {
    return false;
  }

  @Override
  public Access access() {
    if (access == null) {
      access =
          SocketLink.isNeedless()
              ? Access.CAPTURE
              : SocketLink.mayEcho() ? Access.ICMP_SOCKETS : Access.UDP_SOCKETS;
    }
    return access;
  }

  @Override
  public NetworkPath open(NetworkPath path, Capture capture) throws IOException {
    boolean asks = path.route().isPresent(); // otherwise frames stay on the link, as of ARP
    NetworkPath opened = links().capture(path, asks ? fromAnywhere(path, capture) : capture);
    if (asks) {
      kernelProbes().prepareCopy(opened);
    }
    return opened;
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException {
    NetworkPath path = paths.to(target);
    learned.beforeProbing(path);
    NetworkPath opened = links().capture(path, capture(path, filter, snap));
    kernelProbes().prepareQuestion(opened);
    kernelProbes().prepareCopy(opened);
    Optional<Neighbor> cached = opened.cached();
    if (opened.question().isPresent() && cached.isPresent() && cached.get().known()) {
      return opened.to(cached.get().mac());
    }
    return options.many() ? opened : resolved(opened);
  }

  @Override
  public NetworkPath openBestAvailable(InetAddress target, String filter, int snap)
      throws IOException {
    if (access().isWhole()) {
      return openCapture(target, filter, snap);
    }
    if (options.mark() != 0) {
      throw UnprivilegedProbes.notPermitted("send packets with a mark");
    }
    NetworkPath path = paths.to(target);
    learned.beforeProbing(path);
    return links().bySockets(path, access());
  }

  @Override
  public NetworkPath openGroup(InetAddress group, String filter) throws IOException {
    if (!access().isWhole()) {
      throw UnprivilegedProbes.notPermitted("ask a group of stations");
    }
    NetworkPath path = paths.toGroup(group);
    return links().capture(path, capture(path, filter, SNAP_FOR_HEADERS));
  }

  private Capture capture(NetworkPath path, String filter, int most) {
    int whole = Math.min(path.device().mtu() + LARGEST_HEADER, Capture.LARGEST_SNAP);
    int snap = options.captureFile().isPresent() ? Math.max(whole, most) : most;
    boolean joined =
        most > Math.max(whole, SNAP_FOR_HEADERS); // the kernel may deliver several segments as one
    Capture capture =
        new Capture(
            "arp or icmp6 or " + filter,
            Math.max(joined ? snap : Math.min(snap, whole), Capture.SMALLEST_SNAP),
            options.many() ? MANY_SLOTS : SLOTS,
            ports.kernelConnects());
    return fromAnywhere(path, capture);
  }

  /** A capture that takes packets to this machine's address on the path from other interfaces. */
  private Capture fromAnywhere(NetworkPath path, Capture capture) {
    // -i binds to one interface, as ping's does; a link-local address is valid on one link only
    InetAddress source = path.hop().source();
    return options.interfaceName().isPresent() || source.isLinkLocalAddress() || path.isOwn()
        ? capture
        : capture.takingFromAnywhere(source);
  }

  /** A path with the next hop's hardware address. This waits until the next hop has answered. */
  private NetworkPath resolved(NetworkPath path) throws IOException {
    if (path.question().isEmpty()) {
      return path;
    }
    Optional<MacAddress> mac =
        new Prober(path.link(), Pace.unlimited(), stopped)
            .run(new Resolution(path.question().get()), path.link().now() + NextHops.LONGEST)
            .mac();
    if (mac.isEmpty() && stopped.getAsBoolean()) {
      throw new CommandException(
          "interrupted",
          "ended while " + Addresses.text(path.hop().nextHop()) + " was asked for its MAC address");
    }
    if (mac.isEmpty()) {
      throw path.silence(path.orOwnFault(tables(), kernelProbes().refusedFrames(path)));
    }
    return path.to(mac.get());
  }

  @Override
  public void requireUnchanged(NetworkPath path) throws LinkException {
    links().requireUnchanged(path);
  }

  @Override
  public long seed() throws IOException {
    return seeds.next();
  }

  @Override
  public void close() throws IOException {
    if (links != null) {
      ClosingSockets beside = ClosingSockets.begin(kernelProbes::close);
      links.close();
      beside.await();
      links.complain();
    }
    ports.close();
    learned.forget();
    routes.close();
  }
}
