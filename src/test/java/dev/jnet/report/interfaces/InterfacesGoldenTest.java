package dev.jnet.report.interfaces;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.mac;

import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.report.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InterfacesGoldenTest {
  private static final int UP = 0x10043;
  private static final int TENTATIVE = 0x40;
  private static final int DEPRECATED = 0x20;
  private static final int ETHERNET = 1;
  private static final int RAW_IP = 65534;
  private static final int LOOPBACK = 772;

  private static final Interface LO =
      link("lo", LOOPBACK, 0, 65536, 65536, address("127.0.0.1", 8), address("::1", 128));
  private static final Interface ETH0 =
      link(
          "eth0",
          ETHERNET,
          0,
          1500,
          1500,
          address("192.0.2.7", 24),
          new Interface.Address(ip("2001:db8::7"), 64, null, 0, TENTATIVE),
          new Interface.Address(
              ip("2001:db8:1234:5678:9abc:def0:1234:5678"), 64, null, 0, DEPRECATED));
  private static final Interface VLAN =
      link("eth0.5", ETHERNET, 1, 1500, 1280, address("198.51.100.7", 24));
  private static final Interface JUMBO = link("eth1", ETHERNET, 0, 9000, 0);
  private static final Interface TUN0 =
      link(
          "tun0",
          RAW_IP,
          0,
          1420,
          1420,
          new Interface.Address(ip("10.8.0.2"), 32, ip("10.8.0.1"), 0, 0));
  private static final Interface SMALL = link("ax0", 3, 0, 60, 0, address("10.9.0.1", 24));

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("all", new InterfacesResult(List.of(LO, ETH0, VLAN, JUMBO, TUN0, SMALL), null));
    add("one", new InterfacesResult(List.of(ETH0), null));
    add("route-learned", route(1400, 0, neighbor(Neighbor.State.REACHABLE)));
    add("route-set", route(0, 1300, new Neighbor(2, ip("192.0.2.1"), Neighbor.State.FAILED, null)));
    add("route-nothing-learned", route(0, 0, null));
    add("route-on-link", special(Route.Type.UNICAST, 253));
    add("route-own-address", special(Route.Type.LOCAL, 254));
    add("route-anycast", special(Route.Type.ANYCAST, 256));
    add("route-broadcast", special(Route.Type.BROADCAST, 255));
    add("route-multicast", special(Route.Type.MULTICAST, 257));
    InterfacesResult learned = route(1400, 0, neighbor(Neighbor.State.STALE));
    files.put("route-learned.color.txt", InterfacesReport.text(learned, COLORED));
    files.put("route-learned.ascii.txt", InterfacesReport.text(learned, ASCII));
    Golden.compareReport("interfaces", files);
  }

  private void add(String name, InterfacesResult result) {
    files.put(name + ".txt", InterfacesReport.text(result, TERMINAL));
    files.put(name + ".brief.txt", InterfacesReport.brief(result));
    addJson(files, name, List.of(InterfacesDocument.of(result)));
  }

  private static Interface link(
      String name,
      int hardwareType,
      int tags,
      int mtu,
      int ipv6Mtu,
      Interface.Address... addresses) {
    LinkKind kind = LinkKind.of(hardwareType);
    return new Interface(
        2,
        name,
        UP,
        kind == LinkKind.ETHERNET ? 6 : 0,
        kind,
        hardwareType,
        tags > 0 ? "vlan" : null,
        tags,
        mtu,
        ipv6Mtu,
        kind == LinkKind.ETHERNET ? mac(7) : null,
        List.of(addresses));
  }

  private static Interface.Address address(String text, int prefix) {
    return new Interface.Address(ip(text), prefix, null, 0, 0);
  }

  private static Neighbor neighbor(Neighbor.State state) {
    return new Neighbor(2, ip("192.0.2.1"), state, mac(1));
  }

  private static InterfacesResult route(int learned, int set, Neighbor neighbor) {
    Route route =
        new Route(
            ip("203.0.113.9"),
            Route.Type.UNICAST,
            254,
            ETH0,
            ip("192.0.2.1"),
            ip("192.0.2.7"),
            learned,
            learned > 0 ? 596_010 : 0,
            new Route.Metrics(set, false, 0));
    return new InterfacesResult(
        List.of(ETH0), new InterfacesResult.Way("www.example", route, neighbor));
  }

  private static InterfacesResult special(Route.Type type, int table) {
    Route route =
        new Route(ip("192.0.2.255"), type, table, ETH0, null, null, 0, 0, Route.Metrics.NONE);
    return new InterfacesResult(
        List.of(ETH0), new InterfacesResult.Way("192.0.2.255", route, null));
  }
}
