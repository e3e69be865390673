package dev.jnet.doctor;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalFinding.ConnectionTableFull;
import dev.jnet.finding.LocalFinding.InterfaceDrops;
import dev.jnet.finding.LocalFinding.ReversePathDrops;
import dev.jnet.finding.LocalFinding.RouteLimitsSize;
import dev.jnet.finding.LocalFinding.StationsStacked;
import dev.jnet.probe.RouteLimits;
import dev.jnet.wire.Addresses;
import java.util.List;

/** What mends settings of this machine that programs suffer from, and injected probes do not. */
public final class LocalRemedies {
  /** The command that shows the rules of this machine's bridges. */
  public static final String BRIDGE_RULES = "nft list ruleset bridge";

  private static final String TABLE = "sysctl -w net.netfilter.nf_conntrack_max=";

  private LocalRemedies() {}

  static List<Remedy> connectionTable(Examination of, List<Finding> findings) {
    ConnectionTableFull full = (ConnectionTableFull) findings.get(0);
    return List.of(
        Remedy.here(
                "gives the table room for four times as many connections; in a container, run it"
                    + " on the host: all share the limit",
                moreRoom(full.limit()))
            .undoneBy(TABLE + full.limit()),
        Remedy.look(
            "counts the connections by their state: many that wait for an answer come from a scan"
                + " or an attack",
            "conntrack -L 2>/dev/null | grep -oE '[A-Z_]{4,}' | sort | uniq -c"));
  }

  static List<Remedy> routeLimits(Examination of, List<Finding> findings) {
    RouteLimits limits = ((RouteLimitsSize) findings.get(0)).limits();
    return List.of(
        Remedy.look("shows the limits in the route", show(limits)),
        Remedy.here("takes them out of the route, and leaves the rest of it", remove(limits)));
  }

  /**
   * The command that makes room in the kernel's table of tracked connections.
   *
   * @param limit how many may be in it now; at least 1
   */
  public static String moreRoom(long limit) {
    return TABLE + limit * 4;
  }

  /** The command that shows what may drop packets on their way out of an interface. */
  public static String egressRules(String interfaceName) {
    return "nft list ruleset netdev; tc -s qdisc show dev "
        + interfaceName
        + "; tc filter show dev "
        + interfaceName
        + " egress";
  }

  static List<Remedy> interfaceDrops(Examination of, List<Finding> findings) {
    InterfaceDrops drops = (InterfaceDrops) findings.get(0);
    return List.of(
        Remedy.look(
            "shows what may drop packets on their way out, and whether the queue is full",
            egressRules(drops.interfaceName())));
  }

  static List<Remedy> bridge(Examination of, List<Finding> findings) {
    return List.of(Remedy.look("shows the rules of this machine's bridges", BRIDGE_RULES));
  }

  static List<Remedy> reversePath(Examination of, List<Finding> findings) {
    ReversePathDrops drops = (ReversePathDrops) findings.get(0);
    return List.of(
        Remedy.here(
            "lets in what the kernel would answer by another interface (RFC 3704: loose mode)",
            acceptance(drops.interfaceName())));
  }

  /**
   * The command that has the kernel accept replies by an interface, whatever interface it would
   * send by.
   */
  public static String acceptance(String interfaceName) {
    // sysctl takes a dot for the end of a part, so a dot within a name is written as a slash
    return "sysctl -w net.ipv4.conf." + interfaceName.replace('.', '/') + ".rp_filter=2";
  }

  static List<Remedy> macvlan(Examination of, List<Finding> findings) {
    String name = ((StationsStacked) findings.get(0)).interfaceName();
    String target = Remedies.text(of);
    Remedy shows =
        Remedy.look("shows for whom the interface takes frames", "bridge fdb show dev " + name);
    if (of.version() == 6) {
      // a macvlan without an address of its own answers no neighbor discovery
      return List.of(shows);
    }
    return List.of(
        shows,
        Remedy.here(
                "reaches it by a macvlan of this machine's own, if it is one",
                "ip link add macvlan-here link " + name + " type macvlan mode bridge",
                "ip link set macvlan-here up",
                Remedies.ip(of)
                    + " route add "
                    + target
                    + " dev macvlan-here src "
                    + Remedies.source(of))
            .undoneBy("ip link del macvlan-here"));
  }

  /** The command that shows the limits in a route. */
  public static String show(RouteLimits limits) {
    return ip(limits) + " route get fibmatch " + Remedies.unscoped(limits.target());
  }

  /** The command that takes the limits out of a route. */
  public static String remove(RouteLimits limits) {
    return ip(limits)
        + " route change $("
        + show(limits)
        + " | sed -E 's/ (mtu|advmss)( lock)? [0-9]+//g')";
  }

  /**
   * The command that makes the kernel forget the path MTUs that it has learned.
   *
   * @param version the IP version, 4 or 6
   */
  public static String forgetPathMtus(int version) {
    return ip(version) + " route flush cache";
  }

  private static String ip(RouteLimits limits) {
    return ip(Addresses.version(limits.target()));
  }

  private static String ip(int version) {
    return version == 6 ? "ip -6" : "ip";
  }
}
