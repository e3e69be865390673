package dev.jnet.lab;

import java.util.List;
import java.util.Set;

/** What can be set on a node or on one way of a link: name in files, unit, default and range. */
public enum Setting {
  /** The largest IP packet that the way, or the client's interface, takes. */
  MTU("mtu", Unit.BYTES, 1500, 68, 65535, Scope.CLIENT, Scope.LINK),
  /** How long a packet takes, besides its bytes' time at the rate. */
  DELAY("delay", Unit.TIME, 1_000_000, 0, Unit.MINUTE, Scope.LINK),
  /** At most so much is added to the delay; order is kept. */
  JITTER("jitter", Unit.TIME, 0, 0, Unit.MINUTE, Scope.LINK),
  /** Bytes take time at so many bits a second, and wait for those in front; 0: no time. */
  RATE("rate", Unit.BITS_PER_SECOND, 0, 0, 1_000_000_000_000L, Scope.LINK),
  /** The share of packets that are lost. */
  LOSS("loss", Unit.SHARE, 0, 0, Unit.ALL, Scope.LINK),
  /** The share of packets that arrive twice. */
  DUPLICATE("duplicate", Unit.SHARE, 0, 0, Unit.ALL / 2, Scope.LINK),
  /** The share of packets that are held back by up to one delay more, and overtaken. */
  REORDER("reorder", Unit.SHARE, 0, 0, Unit.ALL, Scope.LINK),
  /** A black hole: packets larger than this vanish without a word, though the MTU allows them. */
  HOLE("hole", Unit.BYTES, 65535, 68, 65535, Scope.LINK),

  /** TTL or hop limit of the packets that the node itself makes. */
  TTL("ttl", Unit.COUNT, 64, 1, 255, Scope.CLIENT, Scope.ROUTER, Scope.HOST),
  /** How long the node thinks before it answers. */
  REPLY_DELAY("reply-delay", Unit.TIME, 0, 0, Unit.MINUTE, Scope.ROUTER, Scope.HOST),
  /** Sets DF in IPv4 echo replies, which Linux does not. */
  REPLY_DF("reply-df", Unit.FLAG, 0, 0, 1, Scope.ROUTER, Scope.HOST),
  /** Answers no echo request. */
  NO_ECHO("no-echo", Unit.FLAG, 0, 0, 1, Scope.ROUTER, Scope.HOST),
  /** Echo replies a second on the long run; 0: no limit. */
  ECHO_RATE("echo-rate", Unit.COUNT, 0, 0, 1_000_000, Scope.ROUTER, Scope.HOST),
  /** Echo replies at once, where there is a limit. */
  ECHO_BURST("echo-burst", Unit.COUNT, 6, 1, 1_000_000, Scope.ROUTER, Scope.HOST),
  /** Says nothing of closed ports, or of networks and hosts that are not there. */
  NO_UNREACHABLE("no-unreachable", Unit.FLAG, 0, 0, 1, Scope.ROUTER, Scope.HOST),
  /** ICMP errors a second on the long run, Packet Too Big apart; 0: no limit. */
  ICMP_RATE("icmp-rate", Unit.COUNT, 0, 0, 1_000_000, Scope.ROUTER, Scope.HOST),
  /** ICMP errors at once, where there is a limit: Linux allows 6. */
  ICMP_BURST("icmp-burst", Unit.COUNT, 6, 1, 1_000_000, Scope.ROUTER, Scope.HOST),
  /** Bytes of a packet that an IPv4 error quotes at most: 28 as RFC 792, 548 as RFC 1812. */
  QUOTE("quote", Unit.BYTES, 548, 28, 65000, Scope.ROUTER, Scope.HOST),

  /** Answers DNS queries for the names of the practice network, on UDP port 53. */
  DNS("dns", Unit.FLAG, 0, 0, 1, Scope.ROUTER, Scope.HOST),
  /**
   * A TCP port where an HTTP server answers every request with a greeting, and one for a number
   * with so many bytes; 0: none.
   */
  HTTP("http", Unit.COUNT, 0, 0, 65535, Scope.HOST),
  /** A TCP port where somebody reads all there is, and closes after the other side has; 0: none. */
  LISTENS("listens", Unit.COUNT, 0, 0, 65535, Scope.HOST),
  /** A TCP port where somebody reads all there is, and never closes its half; 0: none. */
  NEVER_CLOSES("never-closes", Unit.COUNT, 0, 0, 65535, Scope.HOST),
  /** A TCP port where somebody resets the connection at the first data or FIN; 0: none. */
  RESETS("resets", Unit.COUNT, 0, 0, 65535, Scope.HOST),
  /** A TCP port whose SYNs are dropped without a word; 0: none. */
  FILTERED("filtered", Unit.COUNT, 0, 0, 65535, Scope.HOST),

  /** Drops a packet whose TTL runs out without saying so. */
  NO_TIME_EXCEEDED("no-time-exceeded", Unit.FLAG, 0, 0, 1, Scope.ROUTER),
  /** Drops a packet that is too big without saying so: a black hole. */
  NO_TOO_BIG("no-too-big", Unit.FLAG, 0, 0, 1, Scope.ROUTER),
  /** Packet Too Big messages a second on the long run; 0: no limit, as in Linux. */
  TOO_BIG_RATE("too-big-rate", Unit.COUNT, 0, 0, 1_000_000, Scope.ROUTER),
  /** Packet Too Big messages at once, where there is a limit. */
  TOO_BIG_BURST("too-big-burst", Unit.COUNT, 6, 1, 1_000_000, Scope.ROUTER),
  /** A lie: the MTU in its Packet Too Big messages, whatever the truth; 0: an old router. */
  CLAIMS("claims", Unit.BYTES, -1, -1, 65535, Scope.ROUTER),
  /** A lie: its Packet Too Big messages name so much more than the packet they are about. */
  CLAIMS_MORE("claims-more", Unit.BYTES, 0, 0, 65535, Scope.ROUTER),
  /** A false alarm: above this it sends a Packet Too Big, and forwards the packet all the same. */
  CRIES("cries", Unit.BYTES, 65535, 0, 65535, Scope.ROUTER),
  /** MSS clamping: lowers a larger MSS option in the TCP SYNs that it forwards; 0: does not. */
  CLAMP_MSS("clamp-mss", Unit.BYTES, 0, 0, 65535, Scope.ROUTER);

  /** The settings that open a TCP port. */
  static final List<Setting> TCP_PORTS = List.of(HTTP, LISTENS, NEVER_CLOSES, RESETS);

  /** What a setting can be set on. */
  enum Scope {
    CLIENT,
    ROUTER,
    HOST,
    LINK
  }

  /** How values are written in files; all are kept as whole numbers. */
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
    /** Nothing follows the name: 1 when it stands there. */
    FLAG;

    static final long MINUTE = 60_000_000_000L;
    static final long ALL = 1_000_000;
  }

  private final String word;
  private final Unit unit;
  private final long standard;
  private final long least;
  private final long most;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of gives an immutable one
  private final Set<Scope> scopes;

  Setting(String word, Unit unit, long standard, long least, long most, Scope... scopes) {
    this.word = word;
    this.unit = unit;
    this.standard = standard;
    this.least = least;
    this.most = most;
    this.scopes = Set.of(scopes);
  }

  /** Its name in a topology file. */
  public String word() {
    return word;
  }

  Unit unit() {
    return unit;
  }

  /** The value where nothing is set. */
  public long standard() {
    return standard;
  }

  boolean fits(Scope scope) {
    return scopes.contains(scope);
  }

  /** Checks the range. */
  void check(long value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          word + " " + value + " is not between " + least + " and " + most + suffix());
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
