package dev.jnet.testnet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client, routers and a server in a row, with addresses, routes and forwarding.
 *
 * <pre>
 * client ──link 0── r1 ──link 1── r2 ── … ──link n── server
 *        .1      .2    .1      .2
 * </pre>
 *
 * <p>Link i is 198.18.i.0/24 and 2001:db8:0:i::/64; its end towards the client has 1, the other 2
 * as the last number of its address. Where a link's MTU is below 1280 no host has IPv6 addresses,
 * as the protocol wants it.
 */
public final class Chain {
  private static final int MIN_IPV6_MTU = 1280;

  private final TestNet net;
  private final List<Host> nodes = new ArrayList<>();
  private final List<Cable> cables = new ArrayList<>();
  private int[] mtus = {1500};
  private Duration delay = Duration.ZERO;
  private int delayed;
  private int tunnel = -1;
  private boolean ipv6 = true;

  Chain(TestNet net) {
    this.net = net;
  }

  /** The MTU of each link, from the client's to the server's; 1 to 200 of them. */
  public Chain mtus(int... mtus) {
    this.mtus = mtus.clone();
    return this;
  }

  /** Lets a link, counted from 0 at the client, take a time each way. */
  public Chain delay(int link, Duration delay) {
    this.delayed = link;
    this.delay = delay;
    return this;
  }

  /** Lets a link, counted from 0 at the client, carry bare IP packets, as a VPN does. */
  public Chain withoutEthernet(int link) {
    tunnel = link;
    return this;
  }

  /** Leaves IPv6 addresses out. */
  public Chain withoutIpv6() {
    ipv6 = false;
    return this;
  }

  /** Makes the hosts, the cables and the routes; afterwards packets get through. */
  public Chain build() {
    int links = mtus.length;
    for (int mtu : mtus) {
      ipv6 &= mtu >= MIN_IPV6_MTU;
    }
    nodes.add(net.host("client"));
    for (int i = 1; i < links; i++) {
      nodes.add(net.router("r" + i));
    }
    nodes.add(net.host("server"));
    for (int i = 0; i < links; i++) {
      Cable cable = net.cable(nodes.get(i), nodes.get(i + 1)).mtu(mtus[i]);
      cable.addresses(ipv4(i, 1) + "/24", ipv4(i, 2) + "/24");
      if (ipv6) {
        cable.addresses(ipv6(i, 1) + "/64", ipv6(i, 2) + "/64");
      }
      if (i == delayed) {
        cable.delay(delay);
      }
      if (i == tunnel) {
        cable.withoutEthernet();
      }
      cables.add(cable.lay());
    }
    if (links > 1) {
      routes(links);
    }
    return this;
  }

  /**
   * Routes everywhere; a default one at the ends only, so that routers report what does not exist.
   */
  private void routes(int links) {
    StringBuilder script = new StringBuilder();
    for (int node = 0; node <= links; node++) {
      script.append("ip -n ").append(nodes.get(node).namespace()).append(" -batch - <<'END'\n");
      if (node == 0) {
        route(script, "default", "default", 0, 2);
      } else if (node == links) {
        route(script, "default", "default", links - 1, 1);
      } else {
        for (int link = 0; link < links; link++) {
          if (link < node - 1) {
            route(script, ipv4(link, 0) + "/24", ipv6(link, 0) + "/64", node - 1, 1);
          } else if (link > node) {
            route(script, ipv4(link, 0) + "/24", ipv6(link, 0) + "/64", node, 2);
          }
        }
      }
      script.append("END\n");
    }
    net.shell(script.toString());
  }

  private void route(StringBuilder script, String to4, String to6, int link, int end) {
    script.append("route add ").append(to4).append(" via ").append(ipv4(link, end)).append('\n');
    if (ipv6) {
      script.append("route add ").append(to6).append(" via ").append(ipv6(link, end)).append('\n');
    }
  }

  /**
   * Lays a second cable between the first router and the second one, which takes a time more, and
   * has every third packet to the server take it: packets overtake each other.
   */
  public void detour(Duration delay) {
    net.cable(router(1), router(2))
        .delay(delay)
        .addresses("198.18.100.1/24", "198.18.100.2/24")
        .addresses("2001:db8:0:64::1/64", "2001:db8:0:64::2/64")
        .lay();
    for (String version : new String[] {"ip", "ip6"}) {
      router(1)
          .nft(
              "table %s detour { chain c { type filter hook prerouting priority mangle;"
                      .formatted(version)
                  + " iifname eth0 numgen inc mod 3 0 meta mark set 1; }; }");
    }
    String route = "ip %s route add %s via %s table 9; ip %1$s rule add fwmark 1 table 9; ";
    router(1)
        .run(
            "sh",
            "-ec",
            route.formatted("-4", server().ipv4(), "198.18.100.2")
                + route.formatted("-6", server().ipv6(), "2001:db8:0:64::2"))
        .orThrow();
  }

  /**
   * Lays further cables between the first router and the second one. Both choose among all of them
   * by the ports of a TCP connection; other packets take the first one. (The kernel's own choice
   * would go by a number that a veth carries over from the sender's socket, and that changes when
   * the sender's TCP repeats a segment.)
   *
   * @param more 1 to 9
   */
  public void equalPaths(int more) {
    for (int i = 1; i <= more; i++) {
      net.cable(router(1), router(2))
          .addresses("198.18.10" + i + ".1/24", "198.18.10" + i + ".2/24")
          .addresses("2001:db8:0:10" + i + "::1/64", "2001:db8:0:10" + i + "::2/64")
          .lay();
      choose(router(1), i, 2, server());
      choose(router(2), i, 1, client());
    }
    for (String version : new String[] {"ip", "ip6"}) {
      for (int i = 1; i <= 2; i++) {
        router(i)
            .nft(
                "table %s paths { chain c { type filter hook prerouting priority mangle; iifname eth%d meta l4proto tcp meta mark set jhash tcp sport . tcp dport mod %d; }; }"
                    .formatted(version, i - 1, more + 1));
      }
    }
  }

  /** Sends what has a mark to a host by a cable of this number; the next hop is at an end of it. */
  private static void choose(Host router, int number, int end, Host to) {
    String route =
        "ip -%d route add %s via %s table 10%d; ip -%1$d rule add fwmark %4$d table 10%4$d; ";
    router
        .run(
            "sh",
            "-ec",
            route.formatted(4, to.ipv4(), "198.18.10" + number + "." + end, number)
                + route.formatted(6, to.ipv6(), "2001:db8:0:10" + number + "::" + end, number))
        .orThrow();
  }

  private static String ipv4(int link, int end) {
    return "198.18." + link + "." + end;
  }

  /**
   * Has the first of two routers translate IPv6 to IPv4.
   *
   * @param prefix behind which IPv4 addresses stand then
   * @param server an IPv4 address that the server gets
   */
  public void translation(String prefix, String server) {
    Servers.on(router(1)).tayga(prefix);
    router(1).ip("route add " + server + " via " + ipv4(1, 2));
    router(2)
        .ip(
            "route add 192.168.64.0/24 via " + ipv4(1, 1),
            "route add " + server + " via " + ipv4(2, 2));
    server().ip("addr add " + server + "/32 dev lo");
  }

  private static String ipv6(int link, int end) {
    String network = link == 0 ? "2001:db8::" : "2001:db8:0:" + Integer.toHexString(link) + "::";
    return end == 0 ? network : network + end;
  }

  /** The host at the near end. */
  public Host client() {
    return nodes.get(0);
  }

  /** The host at the far end. */
  public Host server() {
    return nodes.get(nodes.size() - 1);
  }

  /** A router, counted from 1 at the client's side. */
  public Host router(int number) {
    return nodes.get(number);
  }

  /** A link's cable, counted from 0 at the client. */
  public Cable cable(int link) {
    return cables.get(link);
  }
}
