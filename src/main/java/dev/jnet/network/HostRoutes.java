package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** The kernel's routes, by the interface and from the address that the options name. */
final class HostRoutes implements RouteSource {
  private final NetworkOptions options;
  private Optional<Via> flow = Optional.empty();

  HostRoutes(NetworkOptions options) {
    this.options = options;
  }

  /** The kernel's route to a target, by the interface and from the address that options name. */
  @Override
  public Route route(InetAddress target) throws IOException {
    return route(target, flow);
  }

  private Route route(InetAddress target, Optional<Via> packets) throws IOException {
    Interface device = named();
    InetAddress source =
        options.source().isPresent()
            ? OptionAddress.parse("source address", options.source().get())
            : null;
    boolean any = packets.isEmpty();
    int protocol = any ? 0 : packets.get().protocol(Addresses.version(target));
    int port = any ? 0 : packets.get().port();
    Route route =
        Routes.to(target, source, device, new Routes.Flow(options.mark(), protocol, port));
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

  /** Looks whether a named interface leads to the target at all: the kernel does not. */
  private static void requireWayOut(Route route) throws IOException {
    String target = Addresses.text(route.destination());
    String name = route.device().name();
    if (route.type() == Route.Type.LOCAL || route.destination().isLoopbackAddress()) {
      return;
    }
    boolean own = isOwn(route.destination());
    if (route.device().kind() == LinkKind.LOOPBACK) {
      if (own) {
        return;
      }
      throw new CommandException(
          "no-route",
          target
              + " cannot be reached by "
              + name
              + ": only this machine's own addresses are there. Leave it out, or name the interface"
              + " that leads to the target");
    }
    if (own) {
      Interface owner = Interfaces.owning(route.destination());
      throw new CommandException(
          "own-address",
          target
              + " is this machine ("
              + (owner == null ? "lo" : owner.name())
              + "): packets for it never leave by "
              + name
              + ". Leave the interface out");
    }
  }

  /** Whether the kernel keeps packets for an address to itself, whatever interface is named. */
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

  /** From now on, routes are those of such packets: rules may choose by protocol and port. */
  void takeFor(Via packets) {
    flow = Optional.of(packets);
  }

  /** The packets whose routes are taken; echo requests where nobody has said. */
  Via flow() {
    return flow.orElse(Via.ICMP);
  }

  /** Gives the routes of the packets that are sent now, also when others are sent later. */
  RouteSource ofFlow() {
    Optional<Via> packets = flow;
    return new RouteSource() { // not a lambda, which each start would have to make anew
      @Override
      public Route route(InetAddress target) throws IOException {
        return HostRoutes.this.route(target, packets);
      }
    };
  }

  /** Whether there is a route as the options want it. */
  boolean exists(InetAddress target) throws HostException {
    try {
      return route(target) != null;
    } catch (HostException e) {
      if (e.kind() == HostException.Kind.SYSTEM) {
        throw e;
      }
      return false;
    } catch (IOException badOption) {
      return false; // it is told when the way is opened
    }
  }
}
