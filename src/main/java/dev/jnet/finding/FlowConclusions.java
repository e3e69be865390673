package dev.jnet.finding;

import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.mtu.MtuResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the path MTUs of several flows to one target. */
public final class FlowConclusions {
  private FlowConclusions() {}

  /**
   * The conclusions.
   *
   * @param mtus one a flow
   */
  public static List<Finding> of(List<MtuResult> mtus) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    List<Observation> evidence = new ArrayList<>();
    for (MtuResult mtu : mtus) {
      if (mtu.known()) {
        least = Math.min(least, mtu.lower());
        most = Math.max(most, mtu.lower());
        evidence.add(Observation.of(Sent.FLOW, mtu.lower(), 0, Came.ANSWER, Optional.empty()));
      }
    }
    return least < most
        ? List.of(new PathsDiffer(least, most, new Grounds(Certainty.SEEN, evidence)))
        : List.of();
  }
}
