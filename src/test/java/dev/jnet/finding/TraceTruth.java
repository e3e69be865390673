package dev.jnet.finding;

import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.lab.RandomPath;
import dev.jnet.probe.Via;
import dev.jnet.trace.Change;
import java.util.List;

/** What is true about the hops of a random path. */
record TraceTruth(RandomPath path, Via.Kind kind) implements JudgeTest.Truth {
  @Override
  public boolean isTrue(Finding finding) {
    if (finding instanceof Reached reached) {
      return reached.exact()
          ? reached.hop() == path.smallestHopLimit(kind)
          : reached.hop() >= path.smallestHopLimit(kind);
    }
    if (finding instanceof NotReached) {
      return true; // nobody answered, whatever the reason
    }
    if (finding instanceof AnswersRationed rationed) {
      return rationed.hop() == path.hops() || path.isRationed(rationed.hop());
    }
    if (finding instanceof PacketRewritten rewritten) {
      Change change = rewritten.change();
      return switch (change.field()) {
        case TTL -> path.setsHopLimits();
        case DONT_FRAGMENT -> path.clearsDontFragment();
        case MSS -> path.clamps(rewritten.hop(), change.quoted());
        default -> false;
      };
    }
    if (finding instanceof MiddleboxAnswers) {
      return path.hasMiddlebox(kind);
    }
    return !(finding instanceof ReturnPathDiffers differs)
        || (differs.hopsBack() == path.hopsBack(differs.hop())
            && differs.hopsBack() != differs.hop());
  }

  @Override
  public List<String> expected() {
    if (path.hasMiddlebox(kind)) {
      return List.of("middlebox-answers");
    }
    boolean answered = path.answers(kind) || path.answeredAt(kind) < path.hops();
    return answered ? List.of("reached") : List.of("not-reached");
  }

  @Override
  public String toString() {
    return path.hops()
        + " hops by "
        + kind
        + (path.setsHopLimits() ? ", hop limits set" : "")
        + (path.clearsDontFragment() ? ", DF cleared" : "");
  }
}
