package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.DontFragment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What follows from the path MTUs of the flows to one target that were asked. */
public final class FlowConclusions {
  private FlowConclusions() {}

  /**
   * A connection on which large segments were tried.
   *
   * @param localPort this machine's
   * @param mtu what was found by then
   */
  public record LargeFlow(int localPort, MtuResult mtu) {
    private boolean opened() {
      return mtu.status() == MtuResult.Status.OK;
    }

    /** Whether the largest packets that were tried arrive. */
    public boolean passes(int limit) {
      return opened() && mtu.lower() == limit;
    }

    /** Whether large packets vanish, and smaller ones arrive. */
    public boolean drops(int limit) {
      return opened() && mtu.blackHole() && mtu.lower() < limit;
    }
  }

  /**
   * That some connections drop what others carry; empty where all are alike, or unclear. Routers
   * choose a path by the ports, so that a connection from the same port meets the same fault again.
   * What changes from one try to the next has other reasons: loss, a limited rate, a busy server.
   *
   * @param port of the target
   * @param flows what each connection showed first
   * @param again what connections from the same ports showed afterwards
   * @param limit bytes of the largest packet that was tried
   */
  public static Optional<Finding> dropping(
      int port, List<LargeFlow> flows, List<LargeFlow> again, int limit) {
    Set<Integer> passed = portsOf(flows, flow -> flow.passes(limit));
    Set<Integer> dropped = portsOf(flows, flow -> flow.drops(limit));
    Set<Integer> passing = portsOf(again, flow -> flow.passes(limit));
    Set<Integer> dropping = portsOf(again, flow -> flow.drops(limit));
    if (!Collections.disjoint(passed, dropping) || !Collections.disjoint(dropped, passing)) {
      return Optional.empty();
    }
    passing.retainAll(passed);
    dropping.retainAll(dropped);
    if (passing.isEmpty() || dropping.isEmpty()) {
      return Optional.empty();
    }
    int bytes =
        flows.stream()
            .filter(flow -> dropping.contains(flow.localPort()))
            .mapToInt(flow -> flow.mtu().lower())
            .min()
            .orElseThrow();
    int passes = passing.size();
    Grounds grounds =
        Grounds.inferred(
            Basis.SILENCE_BESIDE_ANSWERS,
            Observation.silence(Sent.SEGMENT, limit, dropping.size()),
            new Observation(Sent.SEGMENT, limit, passes, Came.ANSWER, passes, Optional.empty()));
    return Optional.of(
        new SomeFlowsDropLarge(port, flows.size(), List.copyOf(dropping), bytes, grounds));
  }

  /**
   * That segments over a size vanish although other packets of that size arrive, as where a
   * firewall drops large segments alone. Empty where this connection does not show it.
   *
   * @param alone a connection while there was no other
   * @param limit bytes of the largest packet that was tried
   */
  public static Optional<Finding> vanishing(List<LargeFlow> alone, int limit) {
    return alone.stream()
        .filter(flow -> flow.drops(limit))
        .map(LargeFlow::mtu)
        .findFirst()
        .map(
            mtu ->
                new BlackHole(
                    mtu.lower(),
                    mtu.bottleneck().map(at -> new Place(at.hop(), at.address())),
                    Grounds.inferred(
                        Basis.SILENCE_BESIDE_ANSWERS,
                        Observation.silence(Sent.SEGMENT, mtu.upper(), mtu.counts().upperSent()),
                        Observation.of(
                            Sent.SEGMENT, mtu.lower(), 0, Came.ANSWER, Optional.empty()))));
  }

  private static Set<Integer> portsOf(List<LargeFlow> flows, Predicate<LargeFlow> which) {
    return flows.stream()
        .filter(which)
        .map(LargeFlow::localPort)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The conclusions: none about a target on this machine's link, where no router chooses a path.
   *
   * @param mtus one a flow
   * @param setting of the searches
   */
  public static List<Finding> of(List<MtuResult> mtus, MtuConclusions.Setting setting) {
    boolean direct = setting.hop().nextHop().equals(setting.answered().target());
    boolean guessed = false;
    int least = Integer.MAX_VALUE;
    int most = 0;
    List<Observation> evidence = new ArrayList<>();
    for (MtuResult mtu : mtus) {
      if (mtu.known() && mtu.dontFragment() != DontFragment.CLEARED) {
        least = Math.min(least, mtu.lower());
        most = Math.max(most, mtu.lower());
        evidence.add(Observation.of(Sent.FLOW, mtu.lower(), 0, Came.ANSWER, Optional.empty()));
        Certainty one = new MtuEvidence(mtu, setting).exact().certainty();
        guessed |= one.degree() == Certainty.Degree.GUESSED;
      }
    }
    if (direct || evidence.isEmpty()) {
      return List.of();
    }
    // no surer than the path MTUs of the flows are
    Grounds grounds = new Grounds(guessed ? Certainty.GUESSED : Certainty.SEEN, evidence);
    if (least < most) {
      return List.of(new PathsDiffer(least, most, grounds));
    }
    if (mtus.size() == 1) {
      return List.of(new OtherFlowsUntested(least, new Grounds(Certainty.SEEN, evidence)));
    }
    return evidence.size() == mtus.size()
        ? List.of(new PathsAgree(least, mtus.size(), grounds))
        : List.of();
  }
}
