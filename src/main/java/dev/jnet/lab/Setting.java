package dev.jnet.lab;

import dev.jnet.unit.Nanos;
import java.util.List;
import java.util.Set;

/**
 * What can be set on a node or on one direction of a link. Each setting has a name in files, a
 * unit, a default and a range.
 */
public enum Setting {
  /** The largest IP packet that the direction, or the client's interface, carries. */
  MTU("mtu", Unit.BYTES, new Range(1500, 68, 65535), Scope.CLIENT, Scope.LINK),
  /** How long a packet takes, not counting the time of its bytes at the rate. */
  DELAY("delay", Unit.TIME, new Range(1_000_000, 0, Unit.MINUTE), Scope.LINK),
  /** The largest random addition to the delay. Packets stay in order. */
  JITTER("jitter", Unit.TIME, new Range(0, 0, Unit.MINUTE), Scope.LINK),
  /**
   * The rate of the direction. Packets wait until earlier ones have been sent. 0: bytes take no
   * time.
   */
  RATE("rate", Unit.BITS_PER_SECOND, new Range(0, 0, 1_000_000_000_000L), Scope.LINK),
  /** The share of packets that are lost. */
  LOSS("loss", Unit.SHARE, new Range(0, 0, Unit.ALL), Scope.LINK),
  /** The share of packets that arrive twice. */
  DUPLICATE("duplicate", Unit.SHARE, new Range(0, 0, Unit.ALL / 2), Scope.LINK),
  /**
   * The share of packets that are held back by up to one delay more, so that others overtake them.
   */
  REORDER("reorder", Unit.SHARE, new Range(0, 0, Unit.ALL), Scope.LINK),
  /**
   * The direction stands for this many equal paths, of which one drops everything; with {@link
   * #HOLE}, what is larger than that, and the others have no black hole. The ports of TCP and UDP
   * choose the path; all else goes by a path that works. 0: one path.
   */
  ONE_OF("one-broken-of", Unit.COUNT, new Range(0, 0, 64), Scope.LINK),
  /** A black hole: packets larger than this are silently dropped, although the MTU allows them. */
  HOLE("hole", Unit.BYTES, new Range(65535, 68, 65535), Scope.LINK),

  /**
   * Packets a second that the direction carries on average; others are dropped, as by a policer. 0:
   * no limit.
   */
  POLICE_RATE("police-rate", Unit.COUNT, new Range(0, 0, 1_000_000), Scope.LINK),
  /** Packets that the direction carries at once, if there is a limit. */
  POLICE_BURST("police-burst", Unit.COUNT, new Range(20, 1, 1_000_000), Scope.LINK),
  /** No route leads this way, so that packets take another path than those that come back. */
  NO_ROUTE("no-route", Unit.FLAG, new Range(0, 0, 1), Scope.LINK),

  /** The TTL or hop limit of packets that the node itself makes. */
  TTL("ttl", Unit.COUNT, new Range(64, 1, 255), Scope.CLIENT, Scope.ROUTER, Scope.HOST),
  /** The client's own packet filter drops what programs send to this TCP port; 0: none. */
  DROPS_OWN("drops-own", Unit.COUNT, new Range(0, 0, 65535), Scope.CLIENT),
  /**
   * The client's own NAT leads programs that connect to this TCP port to a host that answers,
   * whatever is there; 0: none.
   */
  SERVES_OWN("serves-own", Unit.COUNT, new Range(0, 0, 65535), Scope.CLIENT),

  /** How long the node waits before it answers. */
  REPLY_DELAY("reply-delay", Unit.TIME, new Range(0, 0, Unit.MINUTE), Scope.ROUTER, Scope.HOST),
  /** Sets DF in IPv4 echo replies, which Linux does not. */
  REPLY_DF("reply-df", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER, Scope.HOST),
  /** The node answers no echo request. */
  NO_ECHO("no-echo", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER, Scope.HOST),
  /** Echo replies a second on average; 0: no limit. */
  ECHO_RATE("echo-rate", Unit.COUNT, new Range(0, 0, 1_000_000), Scope.ROUTER, Scope.HOST),
  /** Echo replies at once, if there is a limit. */
  ECHO_BURST("echo-burst", Unit.COUNT, new Range(6, 1, 1_000_000), Scope.ROUTER, Scope.HOST),
  /** The largest echo request that the node answers: a firewall drops larger ones. */
  ECHO_LIMIT("echo-limit", Unit.BYTES, new Range(65575, 28, 65575), Scope.ROUTER, Scope.HOST),
  /**
   * A firewall that does not let large echo requests pass: the largest that the router forwards.
   * What is not an echo request passes.
   */
  ECHO_FILTER("echo-filter", Unit.BYTES, new Range(65575, 28, 65575), Scope.ROUTER),
  /** A firewall that drops large segments alone: the largest packet with one that it forwards. */
  TCP_FILTER("tcp-filter", Unit.BYTES, new Range(65575, 28, 65575), Scope.ROUTER),
  /** A firewall that drops large datagrams alone: the largest packet with one that it forwards. */
  UDP_FILTER("udp-filter", Unit.BYTES, new Range(65575, 28, 65575), Scope.ROUTER),
  /** Echo replies come from another address than the one that was asked: the next one. */
  REPLIES_FROM_NEXT("replies-from-next", Unit.FLAG, new Range(0, 0, 1), Scope.HOST),
  /** The node does not report closed ports, or networks and hosts that do not exist. */
  NO_UNREACHABLE("no-unreachable", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER, Scope.HOST),
  /** ICMP errors a second on average, without Packet Too Big; 0: no limit. */
  ICMP_RATE("icmp-rate", Unit.COUNT, new Range(0, 0, 1_000_000), Scope.ROUTER, Scope.HOST),
  /** ICMP errors at once, if there is a limit. Linux allows 6. */
  ICMP_BURST("icmp-burst", Unit.COUNT, new Range(6, 1, 1_000_000), Scope.ROUTER, Scope.HOST),
  /** The longest quote of an IPv4 error: 28 in RFC 792, 548 in RFC 1812. */
  QUOTE("quote", Unit.BYTES, new Range(548, 28, 65000), Scope.ROUTER, Scope.HOST),

  /** The node answers DNS queries for the names of the practice network on UDP port 53. */
  DNS("dns", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER, Scope.HOST),
  /** How long the node takes for an answer to a DNS query. */
  DNS_DELAY("dns-delay", Unit.TIME, new Range(0, 0, Unit.MINUTE), Scope.ROUTER, Scope.HOST),
  /** Another station on the link claims the node's address, too, and answers questions for it. */
  TWIN("twin", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER, Scope.HOST),
  /**
   * The TCP port of an HTTP server; 0: none. It answers every request with a greeting. If the path
   * is a number, it answers with that many bytes.
   */
  HTTP("http", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),
  /**
   * The TCP port of an HTTP server inside TLS; 0: none. Its certificate is for lab.test, all names
   * below it, and the hosts of the built-in networks.
   */
  HTTPS("https", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),
  /**
   * The TCP port of a program that reads all data, and closes after the other side has closed; 0:
   * none.
   */
  LISTENS("listens", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),
  /** The TCP port of a program that reads all data and never closes its half; 0: none. */
  NEVER_CLOSES("never-closes", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),
  /** The TCP port of a program that resets the connection at the first data or FIN; 0: none. */
  RESETS("resets", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),
  /** A TCP port whose SYNs are silently dropped; 0: none. */
  FILTERED("filtered", Unit.COUNT, new Range(0, 0, 65535), Scope.HOST),

  /**
   * The router sends each flow by one of the equal paths to its destination. Without it, all go by
   * the first one.
   */
  BALANCES("balances", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /**
   * NAT64: the router takes packets for {@code 64:ff9b::/96}, and sends them on to the IPv4 host
   * whose address follows. Its own IPv4 address is their source then.
   */
  NAT64("nat64", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /** The router silently drops a packet whose TTL runs out. */
  NO_TIME_EXCEEDED("no-time-exceeded", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /** The router silently drops a packet that is too big: a black hole. */
  NO_TOO_BIG("no-too-big", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /** The router silently drops the Packet Too Big messages of other routers. */
  SWALLOWS_TOO_BIG("swallows-too-big", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /** Packet Too Big messages a second on average; 0: no limit, as in Linux. */
  TOO_BIG_RATE("too-big-rate", Unit.COUNT, new Range(0, 0, 1_000_000), Scope.ROUTER),
  /** Packet Too Big messages at once, if there is a limit. */
  TOO_BIG_BURST("too-big-burst", Unit.COUNT, new Range(6, 1, 1_000_000), Scope.ROUTER),
  /**
   * A lie: the MTU in the router's Packet Too Big messages, whatever the true one is. 0: the
   * messages of an old router.
   */
  CLAIMS("claims", Unit.BYTES, new Range(-1, -1, 65535), Scope.ROUTER),
  /**
   * A lie: the router's Packet Too Big messages name an MTU that is larger by this than the packet
   * that they quote.
   */
  CLAIMS_MORE("claims-more", Unit.BYTES, new Range(0, 0, 65535), Scope.ROUTER),
  /**
   * A false alarm: for a packet larger than this the router sends a Packet Too Big, but forwards
   * the packet.
   */
  CRIES("cries", Unit.BYTES, new Range(65535, 0, 65535), Scope.ROUTER),
  /**
   * MSS clamping: the router lowers a larger MSS option to this in the TCP SYNs that it forwards;
   * 0: no clamping.
   */
  CLAMP_MSS("clamp-mss", Unit.BYTES, new Range(0, 0, 65535), Scope.ROUTER),
  /** The router clears DF in IPv4 packets that it forwards, and so fragments what is too big. */
  CLEARS_DF("clears-df", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER),
  /** The TTL or hop limit with which every forwarded packet leaves; 0: it is lowered by one. */
  SETS_TTL("sets-ttl", Unit.COUNT, new Range(0, 0, 255), Scope.ROUTER),
  /**
   * A middlebox: the router answers TCP segments to this port of other machines with a reset, as if
   * it were the machine that they are for; 0: none.
   */
  REFUSES_FOR_OTHERS("refuses-for-others", Unit.COUNT, new Range(0, 0, 65535), Scope.ROUTER),
  /**
   * A middlebox: the router lets connections to this port of other machines open, and answers the
   * first data with a reset, as if it were the machine that they are for; 0: none.
   */
  RESETS_FOR_OTHERS("resets-for-others", Unit.COUNT, new Range(0, 0, 65535), Scope.ROUTER),
  /**
   * A middlebox: the router answers echo requests to others as if it were the host that they are
   * for.
   */
  ECHOES_FOR_OTHERS("echoes-for-others", Unit.FLAG, new Range(0, 0, 1), Scope.ROUTER);

  /** The settings that open a TCP port. */
  static final List<Setting> TCP_PORTS = List.of(HTTP, HTTPS, LISTENS, NEVER_CLOSES, RESETS);

  /** What a setting can be set on. */
  enum Scope {
    CLIENT,
    ROUTER,
    HOST,
    LINK
  }

  /** The unit of a value in a file. All values are kept as whole numbers. */
  enum Unit {
    /** A plain number of bytes. */
    BYTES,
    /** A plain number. */
    COUNT,
    /** A number with {@code us}, {@code ms} or {@code s}; kept in ns. */
    TIME,
    /** A number with {@code %}; kept in millionths. */
    SHARE,
    /** A number with {@code k}, {@code M} or {@code G}. */
    BITS_PER_SECOND,
    /** No value follows the name. A flag that is set has the value 1. */
    FLAG;

    static final long MINUTE = 60 * Nanos.SECOND;
    static final long ALL = 1_000_000;
  }

  /** The default value, and the least and the largest that are allowed. */
  private record Range(long standard, long least, long most) {}

  private final String word;
  private final Unit unit;

  @SuppressWarnings("ImmutableEnumChecker") // three numbers
  private final Range range;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes an immutable set
  private final Set<Scope> scopes;

  Setting(String word, Unit unit, Range range, Scope... scopes) {
    this.word = word;
    this.unit = unit;
    this.range = range;
    this.scopes = Set.of(scopes);
  }

  /** The setting's name in a topology file. */
  public String word() {
    return word;
  }

  Unit unit() {
    return unit;
  }

  /** The default value. */
  public long standard() {
    return range.standard();
  }

  boolean fits(Scope scope) {
    return scopes.contains(scope);
  }

  /** Checks the range. */
  void check(long value) {
    if (value < range.least() || value > range.most()) {
      throw new IllegalArgumentException(
          word
              + " "
              + value
              + " is not between "
              + range.least()
              + " and "
              + range.most()
              + suffix());
    }
  }

  private String suffix() {
    return switch (unit) {
      case BYTES -> " bytes";
      case TIME -> " ns";
      case SHARE -> " millionths";
      case BITS_PER_SECOND -> " bits a second";
      case COUNT, FLAG -> "";
    };
  }
}
