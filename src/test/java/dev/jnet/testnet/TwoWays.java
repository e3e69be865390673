package dev.jnet.testnet;

import java.util.List;

/**
 * A network in which a router spreads flows over two ways of different MTU.
 *
 * <pre>
 *                  ┌─ above ─┐  1500
 * client ── near ──┤         ├── far ── server
 *                  └─ below ─┘  1400
 * </pre>
 */
public final class TwoWays {
  /** The server, which has a web server on port 80. */
  public static final String SERVER = "198.18.5.2";

  /** The server's IPv6 address. */
  public static final String SERVER_IPV6 = "2001:db8:0:5::2";

  private TwoWays() {}

  /** The client of such a network; the server is {@link #SERVER} or {@link #SERVER_IPV6}. */
  public static Host client(TestNet net) {
    Host client = net.host("client");
    Host near = net.router("near");
    Host above = net.router("above");
    Host below = net.router("below");
    Host far = net.router("far");
    Host server = net.host("server");
    cable(net, client, near, 0, 1500);
    cable(net, near, above, 1, 1500);
    cable(net, near, below, 2, 1400);
    cable(net, above, far, 3, 1500);
    cable(net, below, far, 4, 1400);
    cable(net, far, server, 5, 1500);
    client.ip("route add default via 198.18.0.2", "route add default via 2001:db8::2");
    server.ip("route add default via 198.18.5.1", "route add default via 2001:db8:0:5::1");
    near.ip(
        "route add 198.18.5.0/24 nexthop via 198.18.1.2 weight 1 nexthop via 198.18.2.2 weight 1",
        "route add 2001:db8:0:5::/64 nexthop via 2001:db8:0:1::2 nexthop via 2001:db8:0:2::2");
    near.sysctl("net.ipv4.fib_multipath_hash_policy", 1)
        .sysctl("net.ipv6.fib_multipath_hash_policy", 1);
    above.ip(
        "route add 198.18.5.0/24 via 198.18.3.2",
        "route add 198.18.0.0/24 via 198.18.1.1",
        "route add 2001:db8:0:5::/64 via 2001:db8:0:3::2",
        "route add 2001:db8::/64 via 2001:db8:0:1::1");
    below.ip(
        "route add 198.18.5.0/24 via 198.18.4.2",
        "route add 198.18.0.0/24 via 198.18.2.1",
        "route add 2001:db8:0:5::/64 via 2001:db8:0:4::2",
        "route add 2001:db8::/64 via 2001:db8:0:2::1");
    far.ip("route add 198.18.0.0/24 via 198.18.3.1", "route add 2001:db8::/64 via 2001:db8:0:3::1");
    List.of(near, above, below, far, server).forEach(Host::talkative);
    Servers.on(server).web(80);
    return client;
  }

  private static void cable(TestNet net, Host one, Host other, int number, int mtu) {
    net.cable(one, other)
        .mtu(mtu)
        .addresses("198.18." + number + ".1/24", "198.18." + number + ".2/24")
        .addresses(six(number) + "1/64", six(number) + "2/64")
        .lay();
  }

  /** The start of the IPv6 addresses on a cable, 0 to 5. */
  public static String six(int number) {
    return number == 0 ? "2001:db8::" : "2001:db8:0:" + number + "::";
  }
}
