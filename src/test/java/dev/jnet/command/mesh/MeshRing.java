package dev.jnet.command.mesh;

import dev.jnet.testnet.Cable;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.TestNet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Four sites around a ring of routers with a chord from the first to the third. Between the second
 * and the third there is no link, but two equal paths, each over a router of its own: numbers 4 and
 * 5. On demand a second link lies between two routers, number 14.
 *
 * <p>Site i is 10.1.i.10, its router 10.1.i.1. Link n is 10.2.n.0/30, with the addresses .1 and .2.
 * With IPv6 they are in 2001:db8:1:i+1::/64 and 2001:db8:2:n+1::/126.
 */
final class MeshRing {
  /** How many sites there are. */
  static final int SITES = 4;

  private static final String FAULTS = "faults";
  private static final int CHORD = 4;
  private static final int PARALLEL = 14;
  private static final int[][] EQUAL_PATHS = {{10, 11}, {12, 13}};

  /** The address of a next hop: a link's number, and which end of it. */
  private record NextHop(int link, int end) {}

  private final TestNet net;
  private final List<Host> routers = new ArrayList<>();
  private final List<Host> sites = new ArrayList<>();

  /** The next hops from one router to another, by {@code from>to}. */
  private final Map<String, List<NextHop>> hops = new TreeMap<>();

  /** The interface by which the packets of a directed link come in. */
  private final Map<String, String> interfaces = new TreeMap<>();

  MeshRing(TestNet net) {
    this(net, List.of());
  }

  /**
   * A ring.
   *
   * @param parallel two neighbors between which a second link lies
   */
  MeshRing(TestNet net, List<Integer> parallel) {
    this.net = net;
    for (int i = 0; i < SITES + EQUAL_PATHS.length; i++) {
      routers.add(net.router("r" + i).talkative());
    }
    for (int i = 0; i < SITES; i++) {
      Host site = net.host("s" + i);
      sites.add(site);
      net.cable(routers.get(i), site)
          .addresses(router(i, 4) + "/24", site(i, 4) + "/24")
          .addresses(router(i, 6) + "/64", site(i, 6) + "/64")
          .lay();
      site.ip("route add 10.0.0.0/8 via " + router(i, 4));
      site.ip("route add 2001:db8::/32 via " + router(i, 6));
    }
    for (int i = 0; i < SITES; i++) {
      if (i != 1) {
        link(i, i, (i + 1) % SITES);
      }
    }
    link(CHORD, 0, 2);
    equalPaths();
    if (!parallel.isEmpty()) {
      parallelLink(parallel.get(0), parallel.get(1));
    }
    for (int goal = 0; goal < SITES; goal++) {
      routes(goal);
    }
  }

  private void equalPaths() {
    for (int i = 0; i < EQUAL_PATHS.length; i++) {
      int[] links = EQUAL_PATHS[i];
      link(links[0], 1, SITES + i);
      link(links[1], SITES + i, 2);
      hop(1, 2, new NextHop(links[0], 2));
      hop(2, 1, new NextHop(links[1], 1));
    }
    balance(1, 2);
  }

  /** Has routers choose one of several next hops by the ports, too. */
  private void balance(int... which) {
    for (int i : which) {
      routers.get(i).sysctl("net.ipv4.fib_multipath_hash_policy", 1);
      routers.get(i).sysctl("net.ipv6.fib_multipath_hash_policy", 1);
    }
  }

  private void parallelLink(int left, int right) {
    Cable cable = cable(PARALLEL, left, right);
    interfaces.put(left + "=" + right, cable.farInterface());
    interfaces.put(right + "=" + left, cable.nearInterface());
    balance(left, right);
  }

  private void link(int number, int left, int right) {
    Cable cable = cable(number, left, right);
    interfaces.put(left + ">" + right, cable.farInterface());
    interfaces.put(right + ">" + left, cable.nearInterface());
  }

  private Cable cable(int number, int left, int right) {
    Cable cable =
        net.cable(routers.get(left), routers.get(right))
            .addresses(end(number, 1, 4) + "/30", end(number, 2, 4) + "/30")
            .addresses(end(number, 1, 6) + "/126", end(number, 2, 6) + "/126")
            .lay();
    hop(left, right, new NextHop(number, 2));
    hop(right, left, new NextHop(number, 1));
    return cable;
  }

  private void hop(int from, int to, NextHop next) {
    hops.computeIfAbsent(from + ">" + to, each -> new ArrayList<>()).add(next);
  }

  /** Each router sends to a site over the fewest others; the equal paths count as one link. */
  private void routes(int goal) {
    Map<Integer, Integer> nearer = new TreeMap<>();
    ArrayDeque<Integer> next = new ArrayDeque<>(List.of(goal));
    while (!next.isEmpty()) {
      int near = next.remove();
      for (int far = 0; far < SITES; far++) {
        boolean isNew = far != goal && !nearer.containsKey(far);
        if (isNew && hops.containsKey(far + ">" + near)) {
          nearer.put(far, near);
          next.add(far);
        }
      }
    }
    int end = nearer.getOrDefault(1, 1) == 2 ? 2 : 1;
    for (int i = 0; i < EQUAL_PATHS.length; i++) {
      nearer.put(SITES + i, end);
    }
    nearer.forEach((far, near) -> route(far, goal, hops.get(far + ">" + near)));
  }

  private void route(int at, int goal, List<NextHop> next) {
    for (int family : new int[] {4, 6}) {
      StringBuilder words = new StringBuilder("route add " + prefix(goal, family));
      next.forEach(
          each -> words.append(" nexthop via ").append(end(each.link(), each.end(), family)));
      routers.get(at).ip(words.toString());
    }
  }

  private static String prefix(int site, int family) {
    return family == 4 ? "10.1." + site + ".0/24" : "2001:db8:1:" + (site + 1) + "::/64";
  }

  /** A site's address. */
  static String site(int i, int family) {
    return family == 4 ? "10.1." + i + ".10" : "2001:db8:1:" + (i + 1) + "::10";
  }

  /** The address that stands for a router: the smallest of those that traces show. */
  static String router(int i, int family) {
    if (i >= SITES) {
      return end(EQUAL_PATHS[i - SITES][0], 2, family);
    }
    return family == 4 ? "10.1." + i + ".1" : "2001:db8:1:" + (i + 1) + "::1";
  }

  private static String end(int link, int last, int family) {
    return family == 4 ? "10.2." + link + "." + last : "2001:db8:2:" + (link + 1) + "::" + last;
  }

  /** The host of a site. */
  Host host(int i) {
    return sites.get(i);
  }

  /**
   * Gives the packets of a directed link a fault at its end.
   *
   * @param rules of nft, such as {@code meta length > 1400 drop}
   */
  void fault(int from, int to, String... rules) {
    faultAt(to, interfaces.get(from + ">" + to), rules);
  }

  /** A fault on the second link between two routers. */
  void parallelFault(int from, int to, String... rules) {
    faultAt(to, interfaces.get(from + "=" + to), rules);
  }

  private void faultAt(int to, String device, String... rules) {
    String in = "iifname \"" + device + "\" ";
    routers
        .get(to)
        .nft(
            "table inet %s {\nchain c {\ntype filter hook prerouting priority -150\n%s%s\n}\n}"
                .formatted(FAULTS, in, String.join("\n" + in, rules)));
  }

  /** Takes away the fault at a router. */
  void mend(int to) {
    routers.get(to).run("nft", "delete", "table", "inet", FAULTS).orThrow();
  }

  /** Gives the second link between two routers another MTU, at both ends. */
  void parallelMtu(int one, int other, int bytes) {
    routers.get(one).ip("link set " + interfaces.get(other + "=" + one) + " mtu " + bytes);
    routers.get(other).ip("link set " + interfaces.get(one + "=" + other) + " mtu " + bytes);
  }

  /** The far address of the second link between the last router and the first, in IPv4. */
  static String parallelEnd() {
    return end(PARALLEL, 2, 4);
  }

  /** The addresses from which the last or the first router may answer the other one's site. */
  static List<String> ends(int router, int family) {
    int last = router == 0 ? 2 : 1;
    return List.of(
        router(router, family), end(SITES - 1, last, family), end(PARALLEL, last, family));
  }

  /** Whether routers answer from the link by which a packet came, or each sender from one. */
  void answerByLink(boolean isByLink) {
    routers.forEach(
        each -> each.sysctl("net.ipv4.icmp_errors_use_inbound_ifaddr", isByLink ? 1 : 0));
  }

  /** Gives a link another MTU, at both ends. */
  void mtu(int one, int other, int bytes) {
    routers.get(one).ip("link set " + interfaces.get(other + ">" + one) + " mtu " + bytes);
    routers.get(other).ip("link set " + interfaces.get(one + ">" + other) + " mtu " + bytes);
  }
}
