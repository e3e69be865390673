package dev.jnet.lab;

import java.util.Random;

/**
 * Makes random paths of every kind that the internet has: 2 to 12 hops, MTUs from 68 to 9000,
 * silent hops, black holes, rate-limited ICMP, loss, wrong claims, duplicates, reordering, in any
 * mix. {@link RandomPath} knows the truth about each.
 */
public final class RandomPaths {
  /** The target's name in every path. */
  public static final String TARGET = "target";

  /** The TCP port of a program on the target of an odd path. */
  public static final int PORT = 80;

  /** The names of routers beside one of the path begin with this. */
  static final String SIBLING = "p";

  private static final int[] DEFAULT_MTUS = {
    68, 296, 508, 576, 1006, 1280, 1300, 1350, 1400, 1420, 1440, 1450, 1460, 1476, 1480, 1492, 1500,
    1500, 1500, 4352, 9000
  };

  private RandomPaths() {}

  /** The path of a seed; the way back is as wide as the way there. */
  public static RandomPath path(long seed) {
    return path(seed, false, false);
  }

  /** A path of a seed on which some link is narrower on the way back, and says so to the target. */
  public static RandomPath withNarrowBack(long seed) {
    return path(seed, true, false);
  }

  /**
   * A path of a seed on which more may be odd: a narrower or silently narrower return path, a
   * target that answers few or only small echo requests and no datagrams, rationed reports, and
   * routers that set hop limits, clear DF, refuse connections for the target, or drop large packets
   * of one protocol. Some have equal paths over several routers, with MTUs and black holes of their
   * own. Others have NAT64, for IPv6.
   */
  public static RandomPath odd(long seed) {
    return path(seed, seed % 7 == 0, true);
  }

  private static RandomPath path(long seed, boolean narrowBack, boolean odd) {
    Random random = new Random(seed * 0x9e37_79b9_7f4a_7c15L);
    int hops = 2 + random.nextInt(11);
    int clientMtu = random.nextInt(4) == 0 ? 9000 : 1500;
    Random oddities = new Random(seed);
    boolean hasDetour = odd && hops > 2 && oddities.nextInt(12) == 0;
    int indirect = hasDetour ? 1 + oddities.nextInt(hops - 2) : -1;
    boolean hasPolicer = odd && oddities.nextInt(20) == 0;
    int policed = hasPolicer ? 1 + oddities.nextInt(hops - 1) : -1;
    boolean hasEqualPaths = odd && hops > 2 && !hasDetour && oddities.nextInt(8) == 0;
    boolean hasNat64 = odd && !hasDetour && !hasEqualPaths && oddities.nextInt(6) == 0;
    int translator = hasNat64 ? 1 + oddities.nextInt(hops - 1) : -1;
    int shared = hasEqualPaths ? 2 + oddities.nextInt(hops - 2) : -1;
    TopologyBuilder builder =
        new TopologyBuilder("random path " + seed)
            .client("client", "10.0.0.2/24", "2001:db8::2/64")
            .set(Setting.MTU, clientMtu);
    for (int hop = 1; hop < hops; hop++) {
      String number = Integer.toString(hop);
      router(
          builder.router(
              "r" + number, hop == 1 ? "10.0.0.1/24" : "10.1.0." + number, "2001:db8:1::" + number),
          random);
      if (odd) {
        oddRouter(builder, hop, random);
      }
      if (hop == translator) {
        builder.set(Setting.NAT64);
      }
      if (hop + 1 == shared) {
        builder.set(Setting.BALANCES);
      }
    }
    builder.host(TARGET, "10.2.0.1", "2001:db8:2::1");
    if (odd) {
      oddTarget(builder, random);
    }
    if (random.nextInt(8) == 0) {
      builder.set(Setting.TTL, random.nextBoolean() ? 128 : 255);
    }
    // all loss of the path, both ways together, stays within 20 %
    int lossy = random.nextInt(3) == 0 ? random.nextInt(hops) : -1;
    int narrow = narrowBack ? 1 + random.nextInt(hops - 1) : -1;
    for (int hop = 0; hop < hops; hop++) {
      builder.link(hop == 0 ? "client" : "r" + hop, hop == hops - 1 ? TARGET : "r" + (hop + 1));
      link(builder, random, hop == 0 ? clientMtu : mtu(random), hop > 0);
      if (hop == lossy) {
        builder.there().set(Setting.LOSS, random.nextInt(150_001));
        builder.back().set(Setting.LOSS, random.nextInt(50_001));
      }
      if (odd && hop > 0 && random.nextInt(20 * hops) == 0) {
        builder.back().set(Setting.HOLE, 576 + random.nextInt(925));
      }
      if (hop == policed) {
        builder
            .there()
            .set(Setting.POLICE_RATE, 20 + oddities.nextInt(200))
            .set(Setting.POLICE_BURST, 8 + oddities.nextInt(40));
      }
      if (hop == indirect) {
        builder.back().set(Setting.NO_ROUTE);
      }
      if (hop == narrow) {
        builder.back().set(Setting.MTU, 576 + random.nextInt(800));
      }
    }
    if (hasDetour) {
      detour(builder, indirect + 1, 1 + oddities.nextInt(5));
    }
    if (hasEqualPaths) {
      siblings(builder, shared, hops, oddities);
    }
    Topology topology = builder.build();
    return new RandomPath(seed, hasNat64 ? Translated.tamed(topology, translator) : topology);
  }

  /** Another way from a router to the one before it, which replies take. */
  private static void detour(TopologyBuilder builder, int behind, int length) {
    String from = "r" + behind;
    for (int i = 1; i <= length; i++) {
      String number = Integer.toString(i);
      builder.router("d" + number, "10.3.0." + number, "2001:db8:3::" + number);
      builder.link(from, "d" + number).set(Setting.DELAY, 1_000_000);
      from = "d" + number;
    }
    builder.link(from, "r" + (behind - 1)).set(Setting.DELAY, 1_000_000);
  }

  /** Routers beside one of the path, over which flows may go as well. Replies go by that one. */
  private static void siblings(TopologyBuilder builder, int hop, int hops, Random random) {
    String next = hop == hops - 1 ? TARGET : "r" + (hop + 1);
    for (int i = 1, count = 1 + random.nextInt(3); i <= count; i++) {
      String name = SIBLING + i;
      builder.router(name, "10.4.0." + i, "2001:db8:4::" + i);
      if (random.nextInt(4) == 0) {
        builder.set(Setting.NO_TOO_BIG);
      }
      builder.link("r" + (hop - 1), name);
      link(builder, random, mtu(random), true);
      builder.link(name, next);
      link(builder, random, mtu(random), true);
      builder.back().set(Setting.NO_ROUTE);
    }
  }

  private static void oddRouter(TopologyBuilder router, int hop, Random random) {
    switch (random.nextInt(60)) {
      case 0 -> router.set(Setting.SETS_TTL, random.nextBoolean() ? 64 : 255);
      case 1 -> router.set(Setting.CLEARS_DF);
      case 2 -> router.set(Setting.REFUSES_FOR_OTHERS, PORT);
      case 3 -> router.set(Setting.CLAMP_MSS, 536 + random.nextInt(925));
      case 4, 5, 6 ->
          router.set(Setting.TOO_BIG_RATE, 1).set(Setting.TOO_BIG_BURST, 1 + random.nextInt(6));
      case 7 -> {
        if (hop == 1) {
          router.set(Setting.ECHOES_FOR_OTHERS);
        }
      }
      case 8 -> router.set(Setting.ECHO_FILTER, 100 + random.nextInt(1400));
      case 9 -> router.set(Setting.TCP_FILTER, 128 + random.nextInt(1400));
      case 10 -> router.set(Setting.UDP_FILTER, 128 + random.nextInt(1400));
      default -> {
        // an ordinary router
      }
    }
  }

  private static void oddTarget(TopologyBuilder target, Random random) {
    target.set(Setting.LISTENS, PORT);
    switch (random.nextInt(12)) {
      case 0 -> target.set(Setting.ECHO_RATE, 10).set(Setting.ECHO_BURST, 5);
      case 1 -> target.set(Setting.ECHO_LIMIT, 100 + random.nextInt(1400));
      case 2 -> target.set(Setting.NO_UNREACHABLE);
      case 3 -> target.set(Setting.ICMP_RATE, 1);
      case 4 -> target.set(Setting.NO_ECHO);
      case 5 -> target.set(Setting.REPLIES_FROM_NEXT);
      default -> {
        // an ordinary target
      }
    }
  }

  private static void router(TopologyBuilder router, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> router.set(Setting.NO_TIME_EXCEEDED);
      case 1 -> router.set(Setting.NO_TIME_EXCEEDED).set(Setting.NO_TOO_BIG);
      case 2 -> router.set(Setting.NO_TOO_BIG);
      case 3 -> router.set(Setting.ICMP_RATE, 1).set(Setting.ICMP_BURST, 1 + random.nextInt(6));
      case 4 ->
          router
              .set(Setting.TOO_BIG_RATE, 1 + random.nextInt(10))
              .set(Setting.TOO_BIG_BURST, 1 + random.nextInt(6));
      default -> {
        // an honest router
      }
    }
    switch (random.nextInt(20)) {
      case 0 -> router.set(Setting.CLAIMS, 0);
      case 1 -> router.set(Setting.CLAIMS, random.nextInt(1500));
      case 2 -> router.set(Setting.CLAIMS, random.nextInt(68));
      case 3 -> router.set(Setting.CLAIMS_MORE, 1 + random.nextInt(2000));
      case 4 -> router.set(Setting.CRIES, 500 + random.nextInt(1000));
      default -> {
        // claims what is true
      }
    }
    if (random.nextInt(4) == 0) {
      router.set(Setting.QUOTE, 28);
    }
    if (random.nextInt(6) == 0) {
      router.set(Setting.REPLY_DELAY, random.nextInt(30_000_000));
    }
  }

  private static void link(TopologyBuilder link, Random random, int mtu, boolean mayHaveHole) {
    link.set(Setting.MTU, mtu).set(Setting.DELAY, 20_000L + random.nextInt(15_000_000));
    if (random.nextInt(4) == 0) {
      link.set(Setting.JITTER, random.nextInt(3_000_000));
    }
    if (random.nextInt(10) == 0) {
      link.set(Setting.DUPLICATE, random.nextInt(100_000));
    }
    if (random.nextInt(10) == 0) {
      link.set(Setting.REORDER, random.nextInt(200_000));
    }
    if (random.nextInt(3) == 0) {
      link.set(Setting.RATE, 10_000_000L << random.nextInt(8));
    }
    if (mayHaveHole && random.nextInt(8) == 0) {
      link.set(Setting.HOLE, 68 + random.nextInt(mtu - 67));
    }
  }

  private static int mtu(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> 68 + random.nextInt(9000 - 67);
      case 1, 2, 3 -> DEFAULT_MTUS[random.nextInt(DEFAULT_MTUS.length)];
      case 4 -> 1280 + random.nextInt(221);
      case 5 -> 9000;
      default -> 1500;
    };
  }
}
