package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.host.HostException;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes the kernel forget the path MTUs that it learns from reports about jnet's probes.
 *
 * <p>Linux takes a Packet Too Big about any ICMPv6 packet for its own, whether it sent that packet
 * or not, and caches the path MTU in it. Probes must leave no traces: afterwards the kernel must
 * know no path MTU that it did not know before.
 */
final class LearnedPathMtus {
  private final RouteSource routes;
  private final PrivilegeDrop privileges;
  private final Console console;
  private final Set<InetAddress> unknown = new LinkedHashSet<>();

  LearnedPathMtus(RouteSource routes, PrivilegeDrop privileges, Console console) {
    this.routes = routes;
    this.privileges = privileges;
    this.console = console;
  }

  /** Remembers that the kernel has no path MTU for a target, if that is so, before it is probed. */
  void beforeProbing(NetworkPath path) {
    if (Addresses.version(path.target()) == 6 && path.kernelMtu() == 0) {
      unknown.add(path.target());
      privileges.willForgetPathMtu();
    }
  }

  /**
   * Makes the kernel forget what it has learned meanwhile. Where jnet has no privilege for that, it
   * says so.
   */
  void forget() throws IOException {
    for (InetAddress target : unknown) {
      forget(target);
    }
  }

  private void forget(InetAddress target) throws IOException {
    Route route;
    try {
      route = routes.route(target);
    } catch (HostException e) {
      return; // without the route the path MTU is gone too; why the route went is reported already
    }
    if (route.hasLearnedMtu() && !privileges.withNetAdmin(() -> Routes.forget(route))) {
      console.complain(
          "the kernel has learned a path MTU of "
              + route.pathMtu()
              + " for "
              + Addresses.text(target)
              + " from the reports about these probes, and keeps it for 10 minutes;"
              + "\n  with CAP_NET_ADMIN jnet makes it forget");
    }
  }
}
