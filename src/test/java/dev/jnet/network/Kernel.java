package dev.jnet.network;

import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kernel whose tables are in the test's hand. */
final class Kernel implements KernelTables {
  static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");
  private static final int UP_RUNNING = 0x1 | 0x40 | 0x10000;

  List<Interface> interfaces = new ArrayList<>();

  /** An Ethernet interface that is up; each address is written with its prefix length. */
  static Interface ethernet(String name, int mtu, String... addresses) {
    return device(2, name, LinkKind.ETHERNET, mtu, addresses);
  }

  /** The loopback interface. */
  static Interface loopback() {
    return device(1, "lo", LinkKind.LOOPBACK, 65_536, "127.0.0.1/8");
  }

  /** The far end of a tunnel, without Ethernet headers. */
  static Interface tunnel() {
    return device(3, "tun0", LinkKind.RAW_IP, 1400, "10.8.0.1/24");
  }

  private static Interface device(
      int index, String name, LinkKind kind, int mtu, String... addresses) {
    List<Interface.Address> own = new ArrayList<>();
    for (String each : addresses) {
      String[] parts = each.split("/", -1);
      InetAddress address = Addresses.literal(parts[0]);
      own.add(new Interface.Address(address, Integer.parseInt(parts[1]), null, 0, 0));
    }
    MacAddress mac = kind == LinkKind.ETHERNET ? MAC : null;
    return new Interface(index, name, UP_RUNNING, 6, kind, 1, null, 0, mtu, mtu, mac, own);
  }

  /** A route to a target on the link, or by a gateway. */
  static Route route(String target, Interface device, String gateway, String source) {
    return new Route(
        Addresses.literal(target),
        Route.Type.UNICAST,
        254,
        device,
        gateway == null ? null : Addresses.literal(gateway),
        source == null ? null : Addresses.literal(source),
        0,
        0,
        Route.Metrics.NONE);
  }

  @Override
  public List<Interface> interfaces() {
    return interfaces;
  }

  @Override
  public Interface interfaceNamed(String name) throws IOException {
    return interfaces.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("no interface " + name));
  }

  @Override
  public Route route(InetAddress destination, Optional<Interface> device) {
    throw new UnsupportedOperationException();
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
  public Optional<Neighbor> nextHop(Route route) {
    return Optional.empty();
  }
}
