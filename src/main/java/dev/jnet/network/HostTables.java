package dev.jnet.network;

import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.KernelSetting;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.host.StackedStations;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The tables of this machine's kernel. */
final class HostTables implements KernelTables {
  private final int mark;

  /**
   * The tables.
   *
   * @param mark the firewall mark of the packets whose routes are asked for; 0 for none
   */
  HostTables(int mark) {
    this.mark = mark;
  }

  @Override
  public List<Interface> interfaces() throws IOException {
    return Interfaces.all();
  }

  @Override
  public Interface interfaceNamed(String name) throws IOException {
    return Interfaces.byName(name);
  }

  @Override
  public Route route(InetAddress destination, Optional<Interface> device) throws IOException {
    return Routes.to(destination, null, device.orElse(null), Routes.Flow.marked(mark));
  }

  @Override
  public boolean forwardsIpv6(Interface device) {
    try {
      return KernelSetting.number("net", "ipv6", "conf", device.name(), "forwarding") != 0;
    } catch (IOException noIpv6) {
      return false;
    }
  }

  @Override
  public boolean hasStations(Interface device) {
    return StackedStations.existOn(device);
  }

  @Override
  public Optional<Neighbor> nextHop(Route route) throws IOException {
    return route.type() == Route.Type.UNICAST && route.device().resolvesNeighbors()
        ? Neighbors.lookup(route.device().index(), route.nextHop())
        : Optional.empty();
  }
}
