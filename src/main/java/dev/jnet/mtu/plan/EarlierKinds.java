package dev.jnet.mtu.plan;

import dev.jnet.mtu.MissedReports;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.mtu.MtuSearch;
import java.util.ArrayList;
import java.util.List;

/** What kinds of probes have learned that could not find the path MTU themselves. */
final class EarlierKinds {
  private final MtuSearch[] searches;

  /** The searches by kind; null for kinds that have not begun. */
  EarlierKinds(MtuSearch[] searches) {
    this.searches = searches;
  }

  /** Whether larger packets arrive than a kind's are answered, and how large is not known. */
  boolean endsEarly(int kind) {
    MtuResult result = searches[kind].result();
    return result.wayBack().largestEcho() > 0 && result.confidence() == Confidence.BRACKETED;
  }

  /**
   * Whether a kind's answers came from where those of the echo requests came that end too early:
   * otherwise a middlebox answers for one of them. True where no earlier kind is of that sort.
   */
  boolean isOfSameHost(int kind) {
    WayBack early = early(kind);
    return early == null || searches[kind].result().wayBack().hopLimit() == early.hopLimit();
  }

  /** What the first kind before this one showed whose answers end too early; null for none. */
  private WayBack early(int kind) {
    for (int i = 0; i < kind; i++) {
      if (searches[i] != null && searches[i].result().wayBack().largestEcho() > 0) {
        return searches[i].result().wayBack();
      }
    }
    return null;
  }

  /** A result, with what other kinds have learned of echo replies and of routers' reports. */
  FirstAnswered.Result added(FirstAnswered.Result found) {
    MtuResult result = found.result();
    WayBack early = early(found.kind());
    boolean isEarly = early != null && early.largestEcho() < result.lower();
    MtuResult told =
        isEarly ? result.withLargestEcho(early.largestEcho(), early.largerBy()) : result;
    List<MtuResult> others = new ArrayList<>();
    for (MtuSearch search : searches) {
      if (search != null) {
        others.add(search.result());
      }
    }
    MtuResult added = MissedReports.added(told, others);
    return !isEarly && added.blackHole() == result.blackHole()
        ? found
        : new FirstAnswered.Result(found.kind(), added);
  }
}
