package dev.jnet.finding;

import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Hops;
import java.net.InetAddress;
import java.util.Optional;

/** Whether a machine on the path may have answered for the target. */
public final class MiddleboxConclusions {
  /** Beyond so many routers, the station's first hop limit is probably an unusual one. */
  private static final int MAX_PROXIED = 3;

  private MiddleboxConclusions() {}

  /**
   * What the hop limit of an answer says where the target is behind a router. An answer that has
   * passed no router did not come from the target. It is a guess, because some routers set hop
   * limits, and a return path may avoid the router. Where the first router was asked, too, its
   * round trip must be as long.
   *
   * @param hop how packets for the target leave this machine
   * @param hopLimit with which its answer arrived; 0 where that is unknown
   * @param sent what was answered
   */
  public static Optional<Finding> of(FirstHop hop, InetAddress target, int hopLimit, Sent sent) {
    if (!isSuspect(hop, target, hopLimit)) {
      return Optional.empty();
    }
    Observation answer = Observation.of(sent, 0, 0, Came.ANSWER, Optional.of(target));
    return Optional.of(
        new MiddleboxAnswers(target, hopLimit, hop.nextHop(), Grounds.guessed(answer)));
  }

  /**
   * What the hop limit of an answer says where the route takes the target for a station on this
   * machine's link. An answer that has passed routers came from farther away. It is a guess,
   * because a station may begin with any hop limit.
   *
   * @param hop how packets for the target leave this machine
   * @param hopLimit with which its answer arrived; 0 where that is unknown
   * @param sent what was answered
   */
  static Optional<Finding> proxied(FirstHop hop, InetAddress target, int hopLimit, Sent sent) {
    int routers = hopLimit > 0 ? Hops.passed(hopLimit) : 0;
    if (routers == 0 || routers > MAX_PROXIED || !isOnLink(hop, target)) {
      return Optional.empty();
    }
    Observation answer = Observation.of(sent, 0, 0, Came.ANSWER, Optional.of(target));
    return Optional.of(
        new ProxyNeighbor(target, Optional.empty(), routers, Grounds.guessed(answer)));
  }

  /** Whether the route takes the target for a station on this machine's link. */
  static boolean isOnLink(FirstHop hop, InetAddress target) {
    return hop.type() == LinkType.ETHERNET && hop.nextHop().equals(target);
  }

  /** Whether an answer has passed no router, although the route leads through one. */
  static boolean isSuspect(FirstHop hop, InetAddress target, int hopLimit) {
    return hopLimit > 0 && Hops.passed(hopLimit) == 0 && !hop.nextHop().equals(target);
  }
}
