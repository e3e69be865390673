package dev.jnet.command.doctor;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.WebTransfers;
import java.time.Duration;

/**
 * A fault that is built into a chain of a client, two routers and a server, or something odd that
 * is no fault. It concerns one IP version alone, where it can.
 */
enum Fault {
  /** The second router drops what is large, both ways. */
  HOLE((chain, version) -> filter(chain.router(2), version, "forward", "meta length > 1400 drop")),
  /** The first router drops what is large, both ways. */
  HOLE_NEAR(
      (chain, version) -> filter(chain.router(1), version, "forward", "meta length > 1350 drop")),
  /** The second router drops what is large on its way to the server. */
  HOLE_THERE(
      (chain, version) ->
          filter(chain.router(2), version, "forward", "iifname eth0 meta length > 1380 drop")),
  /** The second router drops what is large on its way to the client. */
  HOLE_BACK(
      (chain, version) ->
          filter(chain.router(2), version, "forward", "iifname eth1 meta length > 1400 drop")),
  /** The first router drops large TCP segments, and nothing else. */
  HOLE_FOR_TCP(
      (chain, version) ->
          filter(chain.router(1), version, "forward", "meta l4proto tcp meta length > 1300 drop")),
  /** The first router drops large TCP segments on their way to the server, and nothing else. */
  HOLE_FOR_TCP_THERE(
      (chain, version) ->
          filter(
              chain.router(1),
              version,
              "forward",
              "iifname eth0 meta l4proto tcp meta length > 1300 drop")),
  /** Jumbo frames on all links, and between the routers a switch that takes none. */
  JUMBO_ISLAND(
      (chain, version) -> {
        chain.client().ip("link set eth0 mtu 9000");
        chain.router(1).ip("link set eth0 mtu 9000", "link set eth1 mtu 9000");
        chain.router(2).ip("link set eth0 mtu 9000", "link set eth1 mtu 9000");
        chain.server().ip("link set eth0 mtu 9000");
        filter(chain.router(1), version, "forward", "meta length > 1500 drop");
      }),
  /** The client's interface is switched off. */
  INTERFACE_DOWN(
      (chain, version) ->
          chain
              .client()
              .sysctl("net.ipv6.conf.eth0.keep_addr_on_down", 1)
              .ip("link set eth0 down")),
  /** The client has a route that drops what is sent to the server. */
  ROUTE_BLACKHOLE(
      (chain, version) -> chain.client().ip("route add blackhole " + server(chain, version))),
  /** The client has a route that says that the server is unreachable. */
  ROUTE_UNREACHABLE(
      (chain, version) -> chain.client().ip("route add unreachable " + server(chain, version))),
  /** The client's own packet filter drops what is sent to the server's port. */
  OWN_FILTER_OUT(
      (chain, version) -> filter(chain.client(), version, "output", "tcp dport 8080 drop")),
  /** The client's own packet filter drops what comes from the server's port. */
  OWN_FILTER_IN(
      (chain, version) -> filter(chain.client(), version, "input", "tcp sport 8080 drop")),
  /** The client has no default route. */
  NO_ROUTE(
      (chain, version) ->
          chain.client().run("ip", "-" + version, "route", "del", "default").orThrow()),
  /** The first router is switched off. */
  ROUTER_OFF((chain, version) -> chain.router(1).ip("link set eth0 down")),
  /** The first router is told to refuse packets to the server. */
  REFUSED((chain, version) -> chain.router(1).ip("route add prohibit " + server(chain, version))),
  /** The second router's link to the server is down, so that it has no route to the server. */
  FAR_LINK_DOWN((chain, version) -> chain.router(2).ip("link set eth1 down")),
  /** The server answers nothing. */
  SILENT_SERVER(
      (chain, version) -> {
        String neighbors = version == 6 ? "icmpv6 type { 135, 136 } accept; " : "";
        filter(chain.server(), version, "input", neighbors + "drop");
      }),
  /** The second router drops connections to the server's port. */
  PORT_DROPPED(
      (chain, version) -> filter(chain.router(2), version, "forward", "tcp dport 8080 drop")),
  /** The first router rejects connections to the server's port. */
  PORT_REJECTED(
      (chain, version) ->
          filter(
              chain.router(1),
              version,
              "forward",
              "tcp dport 8080 reject with " + icmp(version) + " type admin-prohibited")),
  /** The server rejects connections with a reset. */
  PORT_CLOSED(
      (chain, version) ->
          filter(chain.server(), version, "input", "tcp dport 8080 reject with tcp reset")),
  /** The second router loses a third of the echo requests. */
  LOSS(
      (chain, version) ->
          filter(
              chain.router(2),
              version,
              "forward",
              icmp(version) + " type echo-request numgen inc mod 3 0 drop")),
  /** The first router makes segments far smaller than they need to be. */
  CLAMPED_TOO_LOW(
      (chain, version) ->
          filter(
              chain.router(1), version, "forward", "tcp flags syn tcp option maxseg size set 536")),
  /** The second router drops IPv6 packets that every link has to carry. */
  BELOW_IPV6_MINIMUM(
      (chain, version) -> filter(chain.router(2), version, "forward", "meta length > 1200 drop")),
  /** The server does not answer echo requests: no fault by itself. */
  NO_ECHO(
      (chain, version) ->
          filter(chain.server(), version, "input", icmp(version) + " type echo-request drop")),
  /** The link between the routers carries 1480 bytes, and the routers report it: no fault. */
  NARROW_LINK(
      (chain, version) -> {
        chain.router(1).ip("link set eth1 mtu 1480");
        chain.router(2).ip("link set eth0 mtu 1480");
      }),
  /** The first router sends no ICMP errors: no fault by itself. */
  SILENT_ROUTER((chain, version) -> chain.router(1).silent()),
  /** The routers send one ICMP error in a second: no fault. */
  RATIONED(
      (chain, version) -> {
        for (int i = 1; i <= 2; i++) {
          filter(
              chain.router(i),
              version,
              "output",
              icmp(version) + " type time-exceeded limit rate over 1/second burst 1 packets drop");
        }
      }),
  /**
   * One of a hundred packets to the server is lost: no fault. Echo requests are counted by
   * themselves, so that one of the first is lost whatever other packets were sent.
   */
  LOSS_OF_ONE_PERCENT(
      (chain, version) ->
          filter(
              chain.router(2),
              version,
              "forward",
              "iifname eth0 %s type echo-request numgen inc mod 100 3 drop; "
                      .formatted(icmp(version))
                  + "iifname eth0 meta l4proto tcp numgen inc mod 100 9 drop")),
  /** The first router makes segments so small that they pass where others are dropped: no fault. */
  CLAMPED(
      (chain, version) ->
          filter(
              chain.router(1),
              version,
              "forward",
              "tcp flags syn tcp option maxseg size set 1280")),
  /** The client's own NAT rewrites what programs send: no fault. */
  OWN_NAT((chain, version) -> masquerade(chain.client(), version, "eth0")),
  /** The first router hides the client behind its own address: no fault. */
  NAT((chain, version) -> masquerade(chain.router(1), version, "eth1")),
  /** The client's route to the server limits the size of packets: no fault. */
  ROUTE_LIMIT(
      (chain, version) -> {
        String next = version == 6 ? "2001:db8::2" : "198.18.0.2";
        chain
            .client()
            .ip("route add " + server(chain, version) + " via " + next + " dev eth0 mtu 1400");
      }),
  /** The first link carries jumbo frames, and the second one does not, which a router reports. */
  JUMBO_FIRST_LINK(
      (chain, version) -> {
        chain.client().ip("link set eth0 mtu 9000");
        chain.router(1).ip("link set eth0 mtu 9000");
      }),
  /** Every third packet to the server takes a longer way between the routers: no fault. */
  REORDERED((chain, version) -> chain.detour(Duration.ofMillis(20))),
  /** The first router translates IPv6 to IPv4, which a link behind it carries less of: no fault. */
  NAT64(
      (chain, version) -> {
        chain.translation("64:ff9b::/96", "193.0.19.25");
        chain.router(1).ip("link set eth1 mtu 1400");
        chain.router(2).ip("link set eth0 mtu 1400");
      }),
  /** IPv6 is switched off on the client: no fault. */
  NO_IPV6((chain, version) -> chain.client().sysctl("net.ipv6.conf.all.disable_ipv6", 1)),
  /** The server forbids all but TCP: no fault. */
  TCP_ALONE(
      (chain, version) -> {
        String also =
            version == 6 ? "icmpv6 type { 2, 135, 136 } accept; " : "icmp type 3 accept; ";
        filter(chain.server(), version, "input", also + "meta l4proto != tcp drop");
      });

  /** How it is built. */
  private interface Building {
    void in(Chain chain, int version);
  }

  @SuppressWarnings("ImmutableEnumChecker") // each is a lambda without state
  private final Building building;

  Fault(Building building) {
    this.building = building;
  }

  /** The server's address of an IP version. */
  static String server(Chain chain, int version) {
    return version == 6 ? chain.server().ipv6() : chain.server().ipv4();
  }

  /**
   * The address of the server behind NAT64: 193.0.19.25 behind the well-known prefix, which is for
   * global addresses alone (RFC 6052 section 3.1).
   */
  static final String TRANSLATED = "64:ff9b::c100:1319";

  private static String family(int version) {
    return version == 6 ? "ip6" : "ip";
  }

  private static String icmp(int version) {
    return version == 6 ? "icmpv6" : "icmp";
  }

  /** What leaves a host by an interface gets the address of that interface. */
  private static void masquerade(Host host, int version, String out) {
    host.nft(
        "table %s nat { chain c { type nat hook postrouting priority 100; oifname %s masquerade; }; }"
            .formatted(family(version), out));
  }

  private static void filter(Host host, int version, String hook, String rules) {
    String family = family(version);
    host.nft(
        "table %s fault { chain %s { type filter hook %s priority 0; }; }\nadd rule %s fault %s %s"
            .formatted(
                family,
                hook,
                hook,
                family,
                hook,
                rules.replace("; ", "\nadd rule " + family + " fault " + hook + " ")));
  }

  /** Builds the fault in; the server's port is {@link WebTransfers#PORT}. */
  void build(Chain chain, int version) {
    building.in(chain, version);
  }
}
