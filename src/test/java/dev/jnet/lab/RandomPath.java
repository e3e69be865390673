package dev.jnet.lab;

import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A random path, and what is true of it.
 *
 * @param seed that made it
 * @param topology to be opened with {@link Lab#of}
 */
public record RandomPath(long seed, Topology topology) {
  /** Bytes of a packet that is larger than any quote of it. */
  private static final int LARGEST = 65_535;

  /** A lab on this path, with the seed of the path. */
  public Lab open() {
    return Lab.of(topology, seed);
  }

  /** This path, with a web server on the target in place of the program that only listens. */
  public RandomPath withPages() {
    List<Topology.Node> nodes = new ArrayList<>(topology.nodes());
    int target = topology.indexOf(RandomPaths.TARGET);
    Topology.Node host = nodes.get(target);
    Settings pages =
        host.settings()
            .with(Setting.LISTENS, Setting.LISTENS.standard())
            .with(Setting.HTTP, RandomPaths.PORT);
    nodes.set(
        target, new Topology.Node(host.kind(), host.names(), host.addresses(), host.mac(), pages));
    return new RandomPath(
        seed, new Topology(topology.title(), topology.example(), nodes, topology.cables()));
  }

  /**
   * This path as the flows of each of its equal paths have it: its routers are those that they
   * pass. The first is this one; there are no others where the path has no equal ones.
   */
  public List<RandomPath> equalPaths() {
    List<RandomPath> paths = new ArrayList<>(List.of(this));
    int shared = sharedHop();
    for (int i = 1; topology.indexOf(RandomPaths.SIBLING + i) >= 0; i++) {
      paths.add(new RandomPath(seed, over(RandomPaths.SIBLING + i, shared)));
    }
    return paths;
  }

  /** The hop whose router is a NAT64; 0 where there is none. */
  public int translatorHop() {
    for (int hop = 1, hops = hops(); hop < hops; hop++) {
      if (isSet(hop, Setting.NAT64)) {
        return hop;
      }
    }
    return 0;
  }

  /** This path as IPv6 sees it whose packets are translated. */
  public RandomPath translated() {
    return new RandomPath(seed, Translated.seen(topology, translatorHop()));
  }

  /** The hop over whose routers flows are spread; 0 where there is no such hop. */
  private int sharedHop() {
    for (int hop = 1, hops = hops(); hop < hops; hop++) {
      if (isSet(hop, Setting.BALANCES)) {
        return hop + 1;
      }
    }
    return 0;
  }

  /** The topology, where a router of the path and the one beside it have changed their places. */
  private Topology over(String sibling, int hop) {
    int one = topology.indexOf("r" + hop);
    int other = topology.indexOf(sibling);
    List<Topology.Node> nodes = new ArrayList<>(topology.nodes());
    nodes.set(one, named(nodes.get(one), topology.nodes().get(other)));
    nodes.set(other, named(nodes.get(other), topology.nodes().get(one)));
    List<Topology.Cable> cables = new ArrayList<>(topology.cables());
    for (int i = hops(), moved = 0; i < cables.size(); i++) {
      if (cables.get(i).left() == other || cables.get(i).right() == other) {
        Collections.swap(cables, i, hop - 1 + moved++);
      }
    }
    return new Topology(topology.title(), topology.example(), nodes, cables);
  }

  private static Topology.Node named(Topology.Node node, Topology.Node namesake) {
    return new Topology.Node(
        node.kind(), namesake.names(), node.addresses(), node.mac(), node.settings());
  }

  /** The true path MTU towards the target, in bytes. */
  public int truth(int version) {
    return topology.pathMtu(RandomPaths.TARGET, version);
  }

  /** The address of a router. */
  public InetAddress address(int hop, int version) {
    return topology
        .nodes()
        .get(topology.indexOf("r" + hop))
        .address(version)
        .orElseThrow()
        .address();
  }

  /** Whether some link carries replies up to this size back, in bytes, and no larger ones. */
  public boolean endsReplies(int bytes, int version) {
    return wayBack(hops()).stream().anyMatch(way -> Topology.carries(way, version) == bytes);
  }

  /** The length in hops of the path back from a hop; the last hop is the target. */
  public int hopsBack(int hop) {
    return wayBack(hop).size();
  }

  /** What the path back from a hop consists of. */
  private List<Settings> wayBack(int hop) {
    int at = topology.indexOf(hop >= hops() ? RandomPaths.TARGET : "r" + hop);
    List<Settings> ways = new ArrayList<>();
    for (Topology.Cable cable : topology.path(at, topology.client(), 4)) {
      ways.add(cable.from(at));
      at = cable.other(at);
    }
    return ways;
  }

  private boolean anyWay(Setting setting) {
    return topology.cables().stream()
        .anyMatch(cable -> cable.there().isSet(setting) || cable.back().isSet(setting));
  }

  /** Whether some link loses packets. */
  public boolean losesPackets() {
    return anyWay(Setting.LOSS) || anyWay(Setting.POLICE_RATE);
  }

  /** Whether some link carries packets twice. */
  public boolean duplicates() {
    return anyWay(Setting.DUPLICATE);
  }

  /** Whether some link lets packets overtake others. */
  public boolean reorders() {
    return anyWay(Setting.REORDER);
  }

  /** Whether something drops large echo requests alone. */
  public boolean dropsEchoAlone() {
    return anyRouter(Setting.ECHO_FILTER) || node(RandomPaths.TARGET).isSet(Setting.ECHO_LIMIT);
  }

  /** Whether the target answers only so many packets in a time. */
  public boolean limitsAnswers() {
    return node(RandomPaths.TARGET).isSet(Setting.ECHO_RATE)
        || node(RandomPaths.TARGET).isSet(Setting.ICMP_RATE);
  }

  /** Whether replies to echo requests come from another address. */
  public boolean answersFromAnother() {
    return node(RandomPaths.TARGET).isSet(Setting.REPLIES_FROM_NEXT);
  }

  private boolean isSet(int hop, Setting setting) {
    return node("r" + hop).isSet(setting);
  }

  private Settings node(String name) {
    return topology.nodes().get(topology.indexOf(name)).settings();
  }

  /** The smallest hop limit with which a probe of a kind is answered from the target's address. */
  public int smallestHopLimit(Via.Kind kind) {
    int answered = answeredAt(kind);
    for (int hop = 1; hop < answered; hop++) {
      if (isSet(hop, Setting.SETS_TTL)) {
        return hop + 1;
      }
    }
    return answered;
  }

  /** The distance of the target. */
  public int hops() {
    return topology.path(topology.client(), topology.indexOf(RandomPaths.TARGET), 4).size();
  }

  /** Whether the target answers probes of a kind. */
  public boolean answers(Via.Kind kind) {
    return switch (kind) {
      case ICMP -> !node(RandomPaths.TARGET).isSet(Setting.NO_ECHO);
      case TCP ->
          IntStream.range(1, hops()).noneMatch(hop -> isSet(hop, Setting.REFUSES_FOR_OTHERS));
      case UDP -> !node(RandomPaths.TARGET).isSet(Setting.NO_UNREACHABLE);
    };
  }

  /** The largest echo request that the target answers, in bytes. */
  public int echoLimit() {
    return (int) node(RandomPaths.TARGET).get(Setting.ECHO_LIMIT);
  }

  /** Whether something drops echo requests alone that are larger than this, in bytes. */
  public boolean dropsEchoAlone(int bytes) {
    boolean filter =
        topology.nodes().stream()
            .anyMatch(node -> node.settings().get(Setting.ECHO_FILTER) == bytes);
    return filter || echoLimit() == bytes;
  }

  /** Whether a router limits how many of its reports it sends. */
  public boolean isRationed(int hop) {
    Settings router = node("r" + hop);
    return router.isSet(Setting.TOO_BIG_RATE) || router.isSet(Setting.ICMP_RATE);
  }

  /** Whether some router on the path has a setting. */
  private boolean anyRouter(Setting setting) {
    return topology.nodes().stream()
        .anyMatch(
            node ->
                node.kind() == Topology.Kind.ROUTER
                    && node.settings().get(setting) != setting.standard());
  }

  /** Whether a router changes hop limits to a number of its own. */
  public boolean setsHopLimits() {
    return anyRouter(Setting.SETS_TTL);
  }

  /** Whether a router clears DF. */
  public boolean clearsDontFragment() {
    return anyRouter(Setting.CLEARS_DF);
  }

  /** Whether the first router answers probes of a kind in the target's place. */
  public boolean hasMiddlebox(Via.Kind kind) {
    return switch (kind) {
      case ICMP -> node("r1").isSet(Setting.ECHOES_FOR_OTHERS);
      case TCP -> node("r1").isSet(Setting.REFUSES_FOR_OTHERS);
      case UDP -> false;
    };
  }

  /**
   * The distance of what answers probes of a kind: the target, or a router on the path that resets
   * connections in its place, whose answers seem to come from one hop behind it.
   */
  public int answeredAt(Via.Kind kind) {
    return 1
        + IntStream.range(1, hops())
            .filter(hop -> kind == Via.Kind.TCP)
            .filter(hop -> isSet(hop, Setting.REFUSES_FOR_OTHERS))
            .findFirst()
            .orElse(hops() - 1);
  }

  /** Whether a router up to some hop changes the MSS of SYNs to a number. */
  public boolean clamps(int hop, long mss) {
    return IntStream.rangeClosed(1, Math.min(hop, hops() - 1))
        .anyMatch(each -> node("r" + each).get(Setting.CLAMP_MSS) == mss);
  }

  /** Whether a router's claims are not true. */
  public boolean hasLiar() {
    return anyRouter(Setting.CLAIMS) || anyRouter(Setting.CLAIMS_MORE) || anyRouter(Setting.CRIES);
  }

  /** Whether packets larger than the path MTU are dropped without a usable report. */
  public boolean dropsSilently(int version) {
    int hop = bottleneckHop(version);
    if (hop == 0) {
      return false;
    }
    Topology.Cable cable = topology.cables().get(hop);
    boolean hole = Topology.limit(cable.there(), Setting.MTU, version) > truth(version);
    Settings router = node("r" + hop);
    long claim = router.get(Setting.CLAIMS);
    int least = version == 4 ? 68 : 1280;
    boolean isNone = version == 4 && claim == 0;
    boolean unusable =
        router.isSet(Setting.CLAIMS_MORE)
            || (router.isSet(Setting.CLAIMS) && (claim < least || claim > truth(version)));
    return hole
        || router.isSet(Setting.NO_TOO_BIG)
        || (unusable && !isNone)
        || !isReportCarriedBack(hop, version);
  }

  /** Whether the return path carries a router's report about a packet that is too big by one. */
  private boolean isReportCarriedBack(int hop, int version) {
    return isReportCarriedBack(hop, version, truth(version) + 1);
  }

  /**
   * Whether packets that are too big may be dropped without a report: {@link #dropsSilently}, or
   * the router limits its reports, and has spent them on larger packets, about which they are lost.
   */
  public boolean mayDropSilently(int version) {
    int hop = bottleneckHop(version);
    return dropsSilently(version)
        || (hop > 0 && isRationed(hop) && !isReportCarriedBack(hop, version, LARGEST));
  }

  private boolean isReportCarriedBack(int hop, int version, int packet) {
    long quote = node("r" + hop).get(Setting.QUOTE);
    long report = version == 4 ? 28 + Math.min(packet, quote) : Math.min(1280, 48 + packet);
    return wayBack(hop).stream().allMatch(way -> Topology.carries(way, version) >= report);
  }

  /** The largest packet that comes back whole, in bytes. */
  public int truthBack(int version) {
    int most = Integer.MAX_VALUE;
    for (Settings way : wayBack(hops())) {
      most = Math.min(most, Topology.carries(way, version));
    }
    return most;
  }

  /** The last hop that a packet one byte larger than the truth reaches; 0: not even the first. */
  public int bottleneckHop(int version) {
    return topology.bottleneckHop(RandomPaths.TARGET, version);
  }
}
