package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.lab.Lab;
import dev.jnet.lab.LabInterface;
import dev.jnet.lab.NetworkAddress;
import dev.jnet.link.FirstHop;
import dev.jnet.report.interfaces.InterfacesResult;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What the practice machine's kernel would tell of its interfaces and routes. */
public final class LabFacts {
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

  private LabFacts() {}

  /** The practice machine's interfaces. */
  public static List<Interface> interfaces(Lab lab) {
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

  /** The interface of this name. */
  public static Interface byName(Lab lab, String name) throws CommandException {
    List<String> names = new ArrayList<>();
    for (Interface each : interfaces(lab)) {
      if (each.name().equals(name)) {
        return each;
      }
      names.add(each.name());
    }
    throw new CommandException(
        "no-such-interface",
        "no such interface: " + name + "; there are: " + String.join(", ", names));
  }

  /** How packets get from the practice machine to a host. */
  public static InterfacesResult.Way way(Lab lab, String host, Family family) throws IOException {
    InetAddress address = LabNetwork.resolve(lab, host, family);
    FirstHop hop = lab.firstHop(address);
    Interface device = byName(lab, hop.interfaceName());
    boolean local = device.kind() == LinkKind.LOOPBACK;
    boolean onLink = hop.nextHop().equals(address);
    Route route =
        new Route(
            address,
            local ? Route.Type.LOCAL : Route.Type.UNICAST,
            local ? LOCAL_TABLE : MAIN_TABLE,
            device,
            onLink ? null : hop.nextHop(),
            hop.source(),
            0,
            0,
            0);
    Neighbor neighbor =
        local || hop.nextHopMac().equals(MacAddress.ZERO)
            ? null
            : new Neighbor(
                device.index(), hop.nextHop(), Neighbor.State.PERMANENT, hop.nextHopMac());
    return new InterfacesResult.Way(host, route, neighbor);
  }
}
