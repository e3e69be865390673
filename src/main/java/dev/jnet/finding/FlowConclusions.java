package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.DontFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the path MTUs of the flows to one target that were asked. */
public final class FlowConclusions {
  private FlowConclusions() {}

  /**
   * A connection on which large segments were tried.
   *
   * @param localPort this machine's
   * @param mtu what was found by then
   */
  public record LargeFlow(int localPort, MtuResult mtu) {}

  /**
   * That some connections drop what others carry; empty where all are alike, or unclear.
   *
   * @param port of the target
   * @param limit bytes of the largest packet that was tried
   */
  public static Optional<Finding> dropping(int port, List<LargeFlow> flows, int limit) {
    List<Integer> dropping = new ArrayList<>();
    int passing = 0;
    int bytes = limit;
    for (LargeFlow flow : flows) {
      boolean opened = flow.mtu().status() == MtuResult.Status.OK;
      if (opened && flow.mtu().lower() == limit) {
        passing++;
      } else if (opened && flow.mtu().blackHole()) {
        dropping.add(flow.localPort());
        bytes = Math.min(bytes, flow.mtu().lower());
      }
    }
    if (passing == 0 || dropping.isEmpty()) {
      return Optional.empty();
    }
    Grounds grounds =
        Grounds.inferred(
            Basis.SILENCE_BESIDE_ANSWERS,
            Observation.silence(Sent.SEGMENT, limit, dropping.size()),
            new Observation(Sent.SEGMENT, limit, passing, Came.ANSWER, passing, Optional.empty()));
    return Optional.of(new SomeFlowsDropLarge(port, flows.size(), dropping, bytes, grounds));
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
