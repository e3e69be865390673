package dev.jnet.network;

import dev.jnet.host.Interface;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What a machine's kernel tells about its interfaces, its routes and its neighbors. */
public interface KernelTables {
  /** All interfaces, in the kernel's order. */
  List<Interface> interfaces() throws IOException;

  /**
   * The interface of a name.
   *
   * @throws IOException when there is none; the message names those that there are
   */
  Interface interfaceNamed(String name) throws IOException;

  /**
   * The route to an address.
   *
   * @param device by which packets have to leave; empty where the kernel chooses
   */
  Route route(InetAddress destination, Optional<Interface> device) throws IOException;

  /** Whether this machine passes IPv6 packets on that come by an interface. */
  boolean forwardsIpv6(Interface device) throws IOException;

  /** What the neighbor table has about the next hop of a route; empty where it has nothing. */
  Optional<Neighbor> nextHop(Route route) throws IOException;
}
