package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Ignored.Why;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.probe.Reply;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What routers said about too big packets. A claim is only ever a size to try: what makes no sense
 * is set aside, and what turns out wrong changes nothing but the list of things ignored.
 */
final class Claims {
  /** Routers and claims remembered: no path has as many, but a forger could. */
  private static final int MOST = 32;

  private final int leastClaim;
  private final Map<InetAddress, Report> reports = new LinkedHashMap<>();
  private final List<Ignored> ignored = new ArrayList<>();

  Claims(int leastClaim) {
    this.leastClaim = leastClaim;
  }

  /**
   * Takes a "too big" in. A router that names no MTU (0) is one older than RFC 1191, and believed
   * to have dropped the packet; one that names an impossible MTU is not believed at all.
   *
   * @return whether it can be true
   */
  boolean take(Attempt attempt, Reply.Failed reply) {
    InetAddress from = reply.packet().source();
    long claim = reply.error().nextHopMtu();
    if (claim >= attempt.size) {
      ignore(new Ignored(from, claim, attempt.size, Why.NOT_BELOW_THE_PROBE));
      return false;
    }
    boolean none = claim == 0 && reply.packet().version() == 4;
    if (claim < leastClaim && !none) {
      ignore(new Ignored(from, claim, attempt.size, Why.BELOW_THE_MINIMUM));
      return false;
    }
    // Of two reports about one packet the larger claim is the one that may be true.
    if (attempt.reporter == null || claim > attempt.claim) {
      attempt.reporter = from;
      attempt.reporterHop = hop(attempt, reply);
      attempt.claim = (int) claim;
    }
    Report known = reports.get(from);
    if (known != null || reports.size() < MOST) {
      int size = known == null ? attempt.size : Math.max(known.size(), attempt.size);
      reports.put(from, new Report(hop(attempt, reply), from, (int) claim, size));
    }
    return true;
  }

  /** The quoted TTL counts the routers that passed the probe on before this one did not. */
  private static int hop(Attempt attempt, Reply.Failed reply) {
    int hop = attempt.hopLimit - reply.quoted().hopLimit() + 1;
    return hop >= 1 && hop <= attempt.hopLimit ? hop : 0;
  }

  private void ignore(Ignored claim) {
    boolean known = false;
    for (Ignored other : ignored) {
      known |=
          other.address().equals(claim.address())
              && other.claim() == claim.claim()
              && other.why() == claim.why();
    }
    if (!known && ignored.size() < MOST) {
      ignored.add(claim);
    }
  }

  /** The nearest router first. */
  private static final class Nearest implements Comparator<Report> {
    @Override
    public int compare(Report one, Report other) {
      return Integer.compare(one.hop(), other.hop());
    }
  }

  /** Every router's last claim, the nearest router first. */
  List<Report> reports() {
    List<Report> sorted = new ArrayList<>(reports.values());
    sorted.sort(new Nearest());
    return sorted;
  }

  /** Who reported from nobody knows how far away. */
  List<InetAddress> unlocated() {
    List<InetAddress> all = new ArrayList<>();
    for (Report report : reports.values()) {
      if (report.hop() == 0) {
        all.add(report.address());
      }
    }
    return all;
  }

  /** So far away is somebody who reported; 0 for unknown. */
  void locate(InetAddress address, int hop) {
    Report known = reports.get(address);
    reports.put(address, new Report(hop, address, known.claim(), known.size()));
  }

  /** How far away somebody is who reported; 0 for unknown. */
  int hop(InetAddress address) {
    Report known = reports.get(address);
    return known == null ? 0 : known.hop();
  }

  /** The smallest MTU that anybody claimed; 0 when nobody did. */
  int smallest() {
    int smallest = 0;
    for (Report report : reports.values()) {
      if (report.claim() > 0 && (smallest == 0 || report.claim() < smallest)) {
        smallest = report.claim();
      }
    }
    return smallest;
  }

  /** What was set aside, and what a packet of {@code lower} octets refuted by arriving. */
  List<Ignored> ignored(int lower) {
    List<Ignored> all = new ArrayList<>(ignored);
    for (Report report : reports.values()) {
      if (report.claim() > 0 && report.claim() < lower) {
        all.add(new Ignored(report.address(), report.claim(), report.size(), Why.REFUTED));
      }
    }
    return all;
  }
}
