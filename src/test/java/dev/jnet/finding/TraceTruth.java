package dev.jnet.finding;

import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.lab.RandomPaths;
import dev.jnet.trace.Change;
import java.util.List;

/** What is true about the hops of a random path. */
record TraceTruth(RandomPaths.Path path) implements JudgeTest.Truth {
  @Override
  public boolean isTrue(Finding finding) {
    if (finding instanceof Reached reached) {
      return reached.exact()
          ? reached.hop() == path.smallestHopLimit()
          : reached.hop() >= path.smallestHopLimit();
    }
    if (finding instanceof NotReached) {
      return true; // nobody answered, whatever the reason
    }
    if (finding instanceof AnswersRationed rationed) {
      return rationed.hop() == path.hops() || path.isRationed(rationed.hop());
    }
    if (finding instanceof PacketRewritten rewritten) {
      return rewritten.change().field() == Change.Field.TTL
          ? path.setsHopLimits()
          : rewritten.change().field() == Change.Field.DONT_FRAGMENT && path.clearsDontFragment();
    }
    if (finding instanceof MiddleboxAnswers) {
      return path.hasMiddlebox();
    }
    return !(finding instanceof ReturnPathDiffers); // every path back is the path there
  }

  @Override
  public List<String> expected() {
    if (path.hasMiddlebox()) {
      return List.of("middlebox-answers");
    }
    return path.answersEcho() ? List.of("reached") : List.of("not-reached");
  }

  @Override
  public String toString() {
    return path.hops()
        + " hops"
        + (path.setsHopLimits() ? ", hop limits set" : "")
        + (path.clearsDontFragment() ? ", DF cleared" : "");
  }
}
