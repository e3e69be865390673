package dev.jnet.report.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import io.avaje.jsonb.Jsonb;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfacesReportTest {
  private static final int UP = 0x10043;
  private static final MacAddress MAC = MacAddress.parse("02:00:5e:10:00:01");

  private static final Interface LO =
      link(1, "lo", 772, 0, 65536, 65536, address("127.0.0.1", 8, 254), address("::1", 128, 254));
  private static final Interface ETH0 =
      link(
          2,
          "eth0",
          1,
          0,
          1500,
          1500,
          address("192.0.2.7", 24, 0),
          address("2001:db8:1234:5678:9abc:def0:1234:5678", 64, 0));
  private static final Interface TUN0 =
      link(
          3,
          "tun0",
          65534,
          0,
          1500,
          0,
          new Interface.Address(
              Addresses.literal("10.8.0.2"), 32, Addresses.literal("10.8.0.1"), 0, 0));

  private static Interface link(
      int index,
      String name,
      int hardwareType,
      int tags,
      int mtu,
      int ipv6Mtu,
      Interface.Address... addresses) {
    LinkKind kind = LinkKind.of(hardwareType);
    MacAddress mac = kind == LinkKind.ETHERNET ? MAC : null;
    return new Interface(
        index,
        name,
        UP,
        kind == LinkKind.ETHERNET ? 6 : 0,
        kind,
        hardwareType,
        tags > 0 ? "vlan" : null,
        tags,
        mtu,
        ipv6Mtu,
        mac,
        List.of(addresses));
  }

  private static Interface.Address address(String text, int prefix, int scope) {
    return new Interface.Address(Addresses.literal(text), prefix, null, scope, 0);
  }

  private static String text(Interface... interfaces) {
    return InterfacesReport.text(new InterfacesResult(List.of(interfaces), null), Style.PLAIN);
  }

  private static InterfacesResult way(int learned, int metric, Neighbor neighbor) {
    InetAddress destination = Addresses.literal("203.0.113.9");
    Route route =
        new Route(
            destination,
            Route.Type.UNICAST,
            254,
            ETH0,
            Addresses.literal("192.0.2.1"),
            Addresses.literal("192.0.2.7"),
            learned,
            learned > 0 ? 596_010 : 0,
            new Route.Metrics(metric, false, 0));
    return new InterfacesResult(
        List.of(ETH0), new InterfacesResult.Way("www.lab.test", route, neighbor));
  }

  @Test
  void wholeReport() {
    assertEquals(
        """
        NAME  STATE    TYPE        MTU  MAC                ADDRESSES
        --------------------------------------------------------------------------------
        lo    UNKNOWN  loopback  65536                     127.0.0.1/8
                                                           ::1/128
        eth0  UP       ethernet   1500  02:00:5e:10:00:01  192.0.2.7/24
                                               2001:db8:1234:5678:9abc:def0:1234:5678/64
        tun0  UNKNOWN  raw-ip     1500                     10.8.0.2 peer 10.8.0.1/32

        MTU 1500: eth0, tun0
          IPv4  ping payload  1500 - 20 IPv4 -  8 ICMP   = 1472
                UDP payload   1500 - 20 IPv4 -  8 UDP    = 1472
                TCP MSS       1500 - 20 IPv4 - 20 TCP    = 1460
          IPv6  ping payload  1500 - 40 IPv6 -  8 ICMPv6 = 1452
                UDP payload   1500 - 40 IPv6 -  8 UDP    = 1452
                TCP MSS       1500 - 40 IPv6 - 20 TCP    = 1440
          Ethernet frame      14 header + 1500 + 4 FCS   = 1518
                              on eth0

        MTU 65536: lo
          IPv4  ping payload  65535 - 20 IPv4 -  8 ICMP   = 65507
                UDP payload   65535 - 20 IPv4 -  8 UDP    = 65507
                TCP MSS       65535 - 20 IPv4 - 20 TCP    = 65495
                no IPv4 packet is longer than 65535 bytes: its length field has 16 bits
          IPv6  ping payload  65536 - 40 IPv6 -  8 ICMPv6 = 65488
                UDP payload   65536 - 40 IPv6 -  8 UDP    = 65488
                TCP MSS       65536 - 40 IPv6 - 20 TCP    = 65476
        """,
        text(LO, ETH0, TUN0));
  }

  @Test
  void boxDrawingOnlyWhereThereIsUnicode() {
    InterfacesResult result = new InterfacesResult(List.of(ETH0), null);
    String unicode = InterfacesReport.text(result, new Style(true, false, 80));
    assertTrue(unicode.contains("\n\u2500\u2500"), unicode);
    assertTrue(unicode.contains("1500 \u2212 20 IPv4 \u2212  8 ICMP   = 1472"), unicode);
    String ascii = InterfacesReport.text(result, Style.PLAIN);
    assertTrue(ascii.chars().allMatch(c -> c < 128), ascii);
    assertEquals(ascii, unicode.replace('\u2500', '-').replace('\u2212', '-'));
  }

  @Test
  void smallMtusHaveNoIpv6() {
    String text = text(link(1, "narrow", 65534, 0, 1279, 0), link(2, "can0", 280, 0, 16, 0));
    assertTrue(text.contains("  IPv6  none: it needs an MTU of 1280 (RFC 8200)\n"), text);
    assertTrue(text.contains("  IPv4  none: it needs an MTU of 68 (RFC 791)\n"), text);
    assertTrue(text.contains("ping payload  1279 - 20 IPv4 -  8 ICMP   = 1251\n"), text);
    assertTrue(text.contains("arphrd-280"), text);
    assertFalse(text.contains("Ethernet"), text);
  }

  @Test
  void ipv6WithAnMtuOfItsOwn() {
    String text = text(link(1, "eth0", 1, 0, 1500, 1400));
    assertTrue(text.contains("1500 - 20 IPv4 -  8 ICMP   = 1472\n"), text);
    assertTrue(text.contains("1400 - 40 IPv6 -  8 ICMPv6 = 1352\n"), text);
    assertTrue(text.contains("        IPv6 has an MTU of its own here: 1400\n"), text);
  }

  @Test
  void vlanTagsDoNotCountInTheMtu() {
    String text = text(ETH0, link(4, "eth0.5", 1, 1, 1500, 1500));
    assertTrue(text.contains("  14 header + 1500 + 4 FCS   = 1518\n"), text);
    assertTrue(text.contains("  14 header + 4 VLAN tag + 1500 + 4 FCS = 1522\n"), text);
    String qinq = text(link(5, "eth0.5.6", 1, 2, 1500, 1500));
    assertTrue(qinq.contains("  14 header + 8 VLAN tags + 1500 + 4 FCS = 1526\n"), qinq);
  }

  @Test
  void manyInterfacesStayWithinTheWidth() {
    List<Interface> many = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      many.add(link(i, "veth0123456789" + i % 10, 1, 0, 1500, 1500, address("fe80::1", 64, 253)));
    }
    String text = InterfacesReport.text(new InterfacesResult(many, null), Style.PLAIN);
    for (String line : text.lines().toList()) {
      assertTrue(line.length() <= 80, line);
    }
    int once = text.indexOf("ping payload  1500 - 20");
    assertTrue(once >= 0 && once == text.lastIndexOf("ping payload  1500 - 20"), text);
  }

  @Test
  void learnedPathMtu() {
    Neighbor neighbor = new Neighbor(2, Addresses.literal("192.0.2.1"), Neighbor.State.STALE, MAC);
    String text = InterfacesReport.text(way(1400, 0, neighbor), Style.PLAIN);
    assertTrue(
        text.startsWith(
            """
            To www.lab.test (203.0.113.9): MTU 1400 by eth0
              next hop       192.0.2.1, 02:00:5e:10:00:01 (STALE)
              source         192.0.2.7
              route MTU      1400, learned on the path, for 597 s more (interface 1500)
              table          main

            NAME  STATE\
            """),
        text);
    assertTrue(
        text.contains(
            """

            MTU 1400: the route to www.lab.test
              IPv4  ping payload  1400 - 20 IPv4 -  8 ICMP   = 1372
                    UDP payload   1400 - 20 IPv4 -  8 UDP    = 1372
                    TCP MSS       1400 - 20 IPv4 - 20 TCP    = 1360

            MTU 1500: eth0
            """),
        text);
  }

  @Test
  void nothingLearned() {
    String text = InterfacesReport.text(way(0, 0, null), Style.PLAIN);
    assertTrue(text.contains("next hop       192.0.2.1, MAC not known yet\n"), text);
    assertTrue(
        text.contains("route MTU      1500, the interface's: nothing learned about this path\n"),
        text);
    assertFalse(text.contains("the route to"), "the interface's sums are the route's");
    String metric = InterfacesReport.text(way(0, 1300, null), Style.PLAIN);
    assertTrue(metric.contains("route MTU      1300, set in the route (interface 1500)\n"), metric);
  }

  @Test
  void briefReportHasNamesAndMtus() {
    assertEquals(
        "lo 65536\neth0 1500\n",
        InterfacesReport.brief(new InterfacesResult(List.of(LO, ETH0), null)));
    assertEquals("eth0 1400\n", InterfacesReport.brief(way(1400, 0, null)));
  }

  @Test
  void jsonHasAllInterfaces() {
    assertEquals(
        """
        {"command":"interfaces","interfaces":[\
        {"name":"tun0","index":3,"state":"unknown","linkType":"raw-ip","mtu":1500,\
        "addresses":[{"address":"10.8.0.2","prefix":32,"scope":"global","peer":"10.8.0.1"}],\
        "ipv4":{"pingPayloadBytes":1472,"udpPayloadBytes":1472,"mss":1460},\
        "ipv6":{"pingPayloadBytes":1452,"udpPayloadBytes":1452,"mss":1440}}],"findings":[]}\
        """,
        json(InterfacesDocument.of(new InterfacesResult(List.of(TUN0), null))));
    String eth0 = json(InterfacesDocument.of(way(1400, 0, null)));
    assertTrue(eth0.contains("\"mac\":\"02:00:5e:10:00:01\""), eth0);
    assertTrue(eth0.contains("\"frameBytes\":1518}"), eth0);
    assertTrue(eth0.contains("\"findings\":[{\"code\":\"route-found\""), eth0);
    assertTrue(eth0.contains("{\"code\":\"path-mtu-learned\",\"certainty\":\"seen\""), eth0);
    assertTrue(
        eth0.contains(
            """
            "route":{"target":{"name":"www.lab.test","address":"203.0.113.9"},\
            "type":"unicast","interface":"eth0","nextHop":"192.0.2.1","source":"192.0.2.7",\
            "table":254,"mtu":1400,"learnedMtu":1400,"learnedExpiresMs":596010.0},\
            """),
        eth0);
  }

  private static String json(InterfacesDocument document) {
    return Jsonb.builder().build().type(InterfacesDocument.class).toJson(document);
  }
}
