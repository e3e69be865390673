package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.PauseDetector;
import dev.jnet.link.PauseSkippingLink;
import dev.jnet.link.SocketLink;
import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import dev.jnet.link.witness.KernelCopy;
import dev.jnet.link.witness.WitnessedLink;
import dev.jnet.network.decoration.Decorations;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Access;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The open links of this machine, one for each interface. They are watched for changes. */
final class OpenLinks implements AutoCloseable {
  private final NetworkOptions options;
  private final KernelTables tables = new HostTables(0);
  private final HostRoutes routes;
  private final PrivilegeDrop privileges;
  private final Decorations decorations;
  private final PauseDetector pauses;
  private final Map<String, WitnessedLink> links = new HashMap<>();
  private final Map<String, Link> captures = new HashMap<>();
  private final Map<Link, ChangeDetectingLink> watched = new HashMap<>();

  OpenLinks(NetworkOptions options, Console console, HostRoutes routes, PrivilegeDrop privileges) {
    this.options = options;
    this.routes = routes;
    this.privileges = privileges;
    this.decorations = new Decorations(options, console);
    this.pauses = new PauseDetector(console::tellOfPause);
  }

  /** Has the kernel send a copy of the first probe on the link of a path; empty for none. */
  void witness(NetworkPath path, Optional<KernelCopy> copy) {
    links.get(path.device().name()).witness(path.target(), copy);
  }

  /** The copy of the first probe on a path, which compares the wire with the kernel's sockets. */
  Optional<KernelCopy> copy(NetworkPath path) {
    WitnessedLink link = links.get(path.device().name());
    return link == null ? Optional.empty() : link.copyFor(path.target());
  }

  /** How many frames the interface of a path did not take since it took one. */
  int refused(NetworkPath path) {
    WitnessedLink link = links.get(path.device().name());
    return link == null ? 0 : link.refused();
  }

  /** A path on the link of its interface, which is opened where it is not open yet. */
  NetworkPath capture(NetworkPath path, Capture capture) throws IOException {
    String name = path.device().name();
    WitnessedLink link = links.get(name);
    if (link == null) {
      Link opened = Links.open(name, capture);
      captures.put(name, opened);
      link = keep(opened, path);
    } else {
      Links.alsoTake(captures.get(name), name, capture);
    }
    return watch(path, link, Access.CAPTURE);
  }

  /** A path by the sockets that the kernel gives an ordinary user. */
  NetworkPath bySockets(NetworkPath path, Access access) throws IOException {
    Interface device = path.device();
    WitnessedLink link = links.get(device.name());
    if (link == null) {
      boolean bound = options.interfaceName().isPresent();
      link = keep(SocketLink.open(device.name(), bound, path.hop().mtu()), path);
    }
    return watch(path, link, access);
  }

  private WitnessedLink keep(Link link, NetworkPath path) throws IOException {
    Interface device = path.device();
    ChangeDetectingLink watching =
        new ChangeDetectingLink(
            privileges.around(link), device, path.route().isPresent(), tables, Links::requireUp);
    WitnessedLink decorated =
        new WitnessedLink(
            new PauseSkippingLink(decorations.around(watching, device.name()), pauses));
    watched.put(decorated, watching);
    links.put(device.name(), decorated);
    return decorated;
  }

  private NetworkPath watch(NetworkPath path, Link link, Access access) {
    ChangeDetectingLink watching = watched.get(link);
    if (path.route().isPresent()) {
      watching.follow(path.route().get(), router(path.route().get()));
    } else if (!path.hop().source().isAnyLocalAddress()) {
      watching.from(path.hop().source());
    }
    return path.openedBy(link, access);
  }

  /** The source of a route. A loopback address is reached whatever interface the options name. */
  private RouteSource router(Route route) {
    boolean within =
        route.device().kind() == LinkKind.LOOPBACK && route.destination().isLoopbackAddress();
    return within ? Routes::to : routes.ofFlow();
  }

  /**
   * Looks whether this machine's network still is as it was when a path was opened.
   *
   * @throws LinkException when it is not; the message says what has changed
   */
  void requireUnchanged(NetworkPath path) throws LinkException {
    watched.get(path.link()).requireUnchanged();
  }

  @Override
  public void close() throws IOException {
    for (Link link : links.values()) {
      link.close();
    }
  }

  /** Says what kept the capture file from being complete. Call when all is closed. */
  void complain() {
    decorations.close();
  }
}
