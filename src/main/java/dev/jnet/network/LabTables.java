package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.link.FirstHop;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables that the kernel of a practice network's client would have. */
final class LabTables implements KernelTables {
  private static final int UP_RUNNING = 0x1 | 0x40 | 0x10000;
  private static final int LOOPBACK_FLAG = 0x8;
  private static final int ETHERNET_HARDWARE = 1;
  private static final int LOOPBACK_HARDWARE = 772;
  private static final int OPER_UNKNOWN = 0;
  private static final int OPER_UP = 6;
  private static final int GLOBAL = 0;
  private static final int HOST = 254;
  private static final int LOCAL_TABLE = 255;
  private static final int MAIN_TABLE = 254;

  private final Lab lab;

  LabTables(Lab lab) {
    this.lab = lab;
  }

  @Override
  public List<Interface> interfaces() {
    List<Interface> all = new ArrayList<>();
    for (LabInterface each : lab.interfaces()) {
      all.add(asInterface(all.size() + 1, each));
    }
    return all;
  }

  private static Interface asInterface(int index, LabInterface from) {
    boolean loopback = from.name().equals("lo");
    List<Interface.Address> addresses = new ArrayList<>();
    for (NetworkAddress own : from.addresses()) {
      addresses.add(
          new Interface.Address(
              own.address(), own.prefixLength(), null, loopback ? HOST : GLOBAL, 0));
    }
    return new Interface(
        index,
        from.name(),
        loopback ? UP_RUNNING | LOOPBACK_FLAG : UP_RUNNING,
        loopback ? OPER_UNKNOWN : OPER_UP,
        loopback ? LinkKind.LOOPBACK : LinkKind.ETHERNET,
        loopback ? LOOPBACK_HARDWARE : ETHERNET_HARDWARE,
        null,
        0,
        from.mtu(),
        from.mtu(),
        from.mac(),
        addresses);
  }

  @Override
  public Interface interfaceNamed(String name) throws CommandException {
    List<String> names = new ArrayList<>();
    for (Interface each : interfaces()) {
      if (each.name().equals(name)) {
        return each;
      }
      names.add(each.name());
    }
    throw new CommandException(
        "no-such-interface",
        "no such interface: " + name + "; there are: " + String.join(", ", names));
  }

  /** A practice network's client has one route to each address, whatever interface is named. */
  @Override
  public Route route(InetAddress destination, Optional<Interface> device) throws IOException {
    FirstHop hop = lab.firstHop(destination);
    Interface leaves = interfaceNamed(hop.interfaceName());
    boolean local = leaves.kind() == LinkKind.LOOPBACK;
    boolean onLink = hop.nextHop().equals(destination);
    return new Route(
        destination,
        local ? Route.Type.LOCAL : Route.Type.UNICAST,
        local ? LOCAL_TABLE : MAIN_TABLE,
        leaves,
        onLink ? null : hop.nextHop(),
        hop.source(),
        0,
        0,
        Route.Metrics.NONE);
  }

  @Override
  public boolean forwardsIpv6(Interface device) {
    return false;
  }

  @Override
  public boolean hasStations(Interface device) {
    return false;
  }

  @Override
  public Optional<Neighbor> nextHop(Route route) throws IOException {
    MacAddress mac = lab.firstHop(route.destination()).nextHopMac();
    return mac.equals(MacAddress.ZERO)
        ? Optional.empty()
        : Optional.of(
            new Neighbor(route.device().index(), route.nextHop(), Neighbor.State.PERMANENT, mac));
  }
}
