package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.KernelChannel;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.host.name.NameResolution;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** The kernel's routes, for the interface and the source address that the options name. */
final class HostRoutes implements RouteSource, NameResolution.Reachability, AutoCloseable {
  private final NetworkOptions options;
  private final KernelChannel kernel = new KernelChannel();
  private Optional<Via> flow = Optional.empty();

  HostRoutes(NetworkOptions options) {
    this.options = options;
  }

  /**
   * The kernel's route to a target, for the interface and the source address that the options name.
   */
  @Override
  public Route route(InetAddress target) throws IOException {
    return route(target, flow);
  }

  private Route route(InetAddress target, Optional<Via> packets) throws IOException {
    Interface device = named();
    if (device != null && device.kind() == LinkKind.LOOPBACK) {
      requireOwn(target, device);
    }
    InetAddress source =
        options.source().isPresent()
            ? OptionAddress.parse("source address", options.source().get())
            : null;
    Routes.Flow of =
        packets.isPresent()
            ? new Routes.Flow(
                options.mark(),
                packets.get().protocol(Addresses.version(target)),
                packets.get().port())
            : Routes.Flow.marked(options.mark());
    Route route;
    try {
      route = Routes.to(kernel, target, source, device, of);
    } catch (HostException e) {
      // for an own address by another interface, IPv4 has a route that leads nowhere, and IPv6 none
      if (device != null && e.kind() == HostException.Kind.NO_ROUTE && isOwn(target)) {
        throw ownAddress(target, device);
      }
      throw e;
    }
    if (device != null) {
      requireWayOut(route);
    }
    return route;
  }

  /** The interface that the options name; null for none. */
  Interface named() throws IOException {
    return options.interfaceName().isPresent()
        ? Interfaces.byName(options.interfaceName().get())
        : null;
  }

  /** Checks that a target is there where the loopback interface is named. */
  private static void requireOwn(InetAddress target, Interface loopback) throws IOException {
    if (!target.isLoopbackAddress() && !isOwn(target)) {
      throw new CommandException(
          "wrong-interface",
          Addresses.text(target)
              + " cannot be reached by "
              + loopback.name()
              + ": only this machine's own addresses are there. Leave it out, or name the interface"
              + " that leads to the target");
    }
  }

  /** Checks that a named interface leads to the target. The kernel does not check that. */
  private static void requireWayOut(Route route) throws IOException {
    if (route.type() == Route.Type.LOCAL || route.destination().isLoopbackAddress()) {
      return;
    }
    if (route.device().kind() != LinkKind.LOOPBACK && isOwn(route.destination())) {
      throw ownAddress(route.destination(), route.device());
    }
  }

  private static CommandException ownAddress(InetAddress target, Interface named)
      throws HostException {
    Interface owner = Interfaces.owning(target);
    return new CommandException(
        "own-address",
        Addresses.text(target)
            + " is this machine ("
            + (owner == null ? "lo" : owner.name())
            + "): packets for it never leave by "
            + named.name()
            + ". Leave the interface out");
  }

  /**
   * Whether an address is this machine's own, so that packets for it never leave, whatever
   * interface is named.
   */
  static boolean isOwn(InetAddress address) throws HostException {
    try {
      return Routes.to(address).type() == Route.Type.LOCAL;
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.SYSTEM) {
        throw e;
      }
      return false;
    }
  }

  /**
   * Looks routes up for such packets from now on, because rules may choose a route by protocol and
   * port.
   */
  void takeFor(Via packets) {
    flow = Optional.of(packets);
  }

  /** The packets whose routes are taken; by default echo requests. */
  Via flow() {
    return flow.orElse(Via.ICMP);
  }

  /** Gives the routes for the packets that are sent now, even when other packets are sent later. */
  RouteSource ofFlow() {
    Optional<Via> packets = flow;
    return new RouteSource() { // not a lambda, which each start would have to make anew
      @Override
      public Route route(InetAddress target) throws IOException {
        return HostRoutes.this.route(target, packets);
      }
    };
  }

  /**
   * Whether a copy of a probe takes the same route. Rules may choose a route by protocol, ports and
   * source address. The kernel chooses the copy's route without those of the probe.
   */
  boolean copyFollows(InetAddress target, Optional<Route> route) throws IOException {
    if (route.isEmpty()) {
      return true;
    }
    try {
      Routes.Flow flow = Routes.Flow.marked(options.mark());
      Route copy = Routes.to(kernel, target, null, named(), flow);
      return copy.device().index() == route.get().device().index()
          && copy.nextHop().equals(route.get().nextHop());
    } catch (HostException none) {
      return false;
    }
  }

  /** Whether there is a route with these options. */
  @Override
  public boolean hasRoute(InetAddress target) throws HostException {
    try {
      return route(target) != null;
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.SYSTEM) {
        throw e;
      }
      return false;
    } catch (IOException badOption) {
      return false; // the mistake is reported when the path is opened
    }
  }

  /** The kernel's entry for an address on the link of an interface; empty when it has none. */
  Optional<Neighbor> neighbor(Interface device, InetAddress address) throws HostException {
    return Neighbors.lookup(kernel, device.index(), address);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
