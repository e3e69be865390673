package dev.jnet.finding;

import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.DontFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the path MTUs of the flows to one target that were asked. */
public final class FlowConclusions {
  private FlowConclusions() {}

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
