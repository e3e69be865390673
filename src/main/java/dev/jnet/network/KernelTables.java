package dev.jnet.network;

import dev.jnet.host.Interface;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What a machine's kernel knows about its interfaces, its routes and its neighbors. */
public interface KernelTables {
  /** All interfaces, in the kernel's order. */
  List<Interface> interfaces() throws IOException;

  /**
   * The interface of a name.
   *
   * @throws IOException when there is none; the message lists the interfaces
   */
  Interface interfaceNamed(String name) throws IOException;

  /**
   * The route to an address.
   *
   * @param device by which packets have to leave; empty where the kernel chooses
   */
  Route route(InetAddress destination, Optional<Interface> device) throws IOException;

  /** Whether this machine forwards IPv6 packets that come in by an interface. */
  boolean forwardsIpv6(Interface device) throws IOException;

  /** Whether an interface takes frames for other stations of this machine, such as macvlans. */
  boolean hasStations(Interface device);

  /** The neighbor table's entry for the next hop of a route; empty where there is none. */
  Optional<Neighbor> nextHop(Route route) throws IOException;
}
