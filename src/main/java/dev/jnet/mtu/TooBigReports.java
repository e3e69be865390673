package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Ignored.Why;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.probe.Reply;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What routers said about packets that were too big. A claim is only a size to try. A claim that
 * makes no sense is set aside, and one that turns out wrong is only listed as ignored.
 */
final class TooBigReports {
  /**
   * The most routers and claims remembered. No path has as many, but a forger could invent them.
   */
  static final int MAX_REPORTS = 32;

  private final int leastClaim;
  private final Map<InetAddress, Report> byRouter = new LinkedHashMap<>();
  private final List<Ignored> ignored = new ArrayList<>();

  /** The routers that have reported packets of other flows alone, which may take other paths. */
  private final Set<InetAddress> ofOtherFlows = new HashSet<>();

  /**
   * No reports yet.
   *
   * @param leastClaim the least MTU that a router may truthfully claim, in bytes
   */
  TooBigReports(int leastClaim) {
    this.leastClaim = leastClaim;
  }

  /**
   * Takes a "too big". It can be true, and is noted in the trial, unless:
   *
   * <ol>
   *   <li>it claims an MTU that is not below the size of the probe that it calls too big, or
   *   <li>it claims less than every link of that IP version must carry. In IPv4 a claim of 0 does
   *       not count as one: a router older than RFC 1191 names no MTU.
   * </ol>
   *
   * @return whether the message can be true
   */
  boolean take(Trial trial, Reply.Failed reply) {
    ofOtherFlows.remove(reply.packet().source());
    return note(trial, reply);
  }

  /**
   * Takes a "too big" about a packet of another flow. Packets of this one cannot refute it, and
   * what the router says about this one counts: it may send the other flow over another link.
   */
  boolean takeOfOtherFlow(Trial trial, Reply.Failed reply) {
    InetAddress router = reply.packet().source();
    Report own = ofOtherFlows.contains(router) ? null : byRouter.get(router);
    boolean possible = note(trial, reply);
    if (own != null) {
      byRouter.put(router, own);
    } else if (possible) {
      ofOtherFlows.add(router);
    }
    return possible;
  }

  private boolean note(Trial trial, Reply.Failed reply) {
    Optional<Why> why = impossible(trial, reply);
    InetAddress router = reply.packet().source();
    long claim = reply.error().nextHopMtu();
    if (why.isPresent()) {
      ignore(new Ignored(router, claim, trial.size(), why.get()));
      return false;
    }
    int hop = hop(reply);
    trial.report(new Trial.TooBig(router, hop, (int) claim));
    Report known = byRouter.get(router);
    if (known != null || byRouter.size() < MAX_REPORTS) {
      int size = known == null ? trial.size() : Math.max(known.size(), trial.size());
      byRouter.put(router, new Report(hop, router, (int) claim, size));
    }
    return true;
  }

  private Optional<Why> impossible(Trial trial, Reply.Failed reply) {
    long claim = reply.error().nextHopMtu();
    if (claim >= trial.size()) {
      return Optional.of(Why.NOT_BELOW_THE_PROBE);
    }
    boolean namesNone = claim == 0 && reply.packet().version() == 4;
    return claim < leastClaim && !namesNone ? Optional.of(Why.BELOW_THE_MINIMUM) : Optional.empty();
  }

  /**
   * The distance of the router that sent the message, 1 for the first router. The quoted TTL shows
   * how many routers forwarded the probe. 0 when that makes no sense.
   */
  private static int hop(Reply.Failed reply) {
    int initial = Carrier.TO_TARGET.value();
    int hop = initial - reply.quoted().hopLimit() + 1;
    return hop >= 1 && hop <= initial ? hop : 0;
  }

  private void ignore(Ignored claim) {
    boolean known =
        ignored.stream()
            .anyMatch(
                other ->
                    other.address().equals(claim.address())
                        && other.claim() == claim.claim()
                        && other.why() == claim.why());
    if (!known && ignored.size() < MAX_REPORTS) {
      ignored.add(claim);
    }
  }

  /** Every router's last report, the nearest router first. */
  List<Report> reports() {
    List<Report> reports = new ArrayList<>(byRouter.values());
    reports.sort((a, b) -> Integer.compare(a.hop(), b.hop()));
    return reports;
  }

  /** The routers whose distance is unknown. */
  List<InetAddress> unlocated() {
    List<InetAddress> unlocated = new ArrayList<>();
    for (Report report : byRouter.values()) {
      if (report.hop() == 0) {
        unlocated.add(report.address());
      }
    }
    return unlocated;
  }

  /**
   * Notes the distance of a router that has reported.
   *
   * @param hop 1 for the first router; 0 for unknown
   */
  void locate(InetAddress router, int hop) {
    Report known = byRouter.get(router);
    byRouter.put(router, new Report(hop, router, known.claim(), known.size()));
  }

  /**
   * The distance of a router, 1 for the first; 0 when it is unknown, or when the router did not
   * report.
   */
  int hop(InetAddress router) {
    Report known = byRouter.get(router);
    return known == null ? 0 : known.hop();
  }

  /** The smallest MTU in bytes that any router claimed; 0 when none did. */
  int smallestClaim() {
    int smallest = 0;
    for (Report report : byRouter.values()) {
      if (report.claim() > 0 && (smallest == 0 || report.claim() < smallest)) {
        smallest = report.claim();
      }
    }
    return smallest;
  }

  /**
   * The claims that were set aside, and those that the arrival of a packet of {@code lower} bytes
   * refuted.
   */
  List<Ignored> ignored(int lower) {
    List<Ignored> all = new ArrayList<>(ignored);
    for (Report report : byRouter.values()) {
      boolean sameFlow = !ofOtherFlows.contains(report.address());
      if (sameFlow && report.claim() > 0 && report.claim() < lower) {
        all.add(new Ignored(report.address(), report.claim(), report.size(), Why.REFUTED));
      }
    }
    return all;
  }
}
