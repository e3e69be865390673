package dev.jnet.report.finding;

import dev.jnet.finding.PathFinding;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.OfDrop;
import dev.jnet.finding.PathFinding.OfReplies;
import dev.jnet.finding.PathFinding.OfSize;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.report.Style;

/** Findings about a path in words. */
final class PathFindingText {
  private PathFindingText() {}

  static String label(PathFinding finding) {
    if (finding instanceof PathMtu) {
      return "How sure";
    }
    if (finding instanceof NarrowestHere || finding instanceof TooBigReported) {
      return "Bottleneck";
    }
    if (finding instanceof BlackHole) {
      return "Black hole";
    }
    if (finding instanceof RepliesFragmented
        || finding instanceof LargeRepliesLost
        || finding instanceof ReturnPathUntested) {
      return "Return path";
    }
    if (finding instanceof TranslatedByNat64) {
      return "Translation";
    }
    if (finding instanceof EncapsulationGuess) {
      return "Why this size";
    }
    if (finding instanceof PathsDiffer
        || finding instanceof PathsAgree
        || finding instanceof OtherFlowsUntested) {
      return "Flows";
    }
    if (finding instanceof BelowIpv6Minimum) {
      return "Too small";
    }
    if (finding instanceof StaleCache) {
      return "Kernel";
    }
    if (finding instanceof ClaimRefuted) {
      return "Ignored";
    }
    if (finding instanceof ReportsRationed || finding instanceof ReportFromOwnAddress) {
      return "Reports";
    }
    if (finding instanceof Unanswered) {
      return "Reason";
    }
    if (finding instanceof AnsweredByAnother || finding instanceof MiddleboxAnswers) {
      return "Answered by";
    }
    return finding instanceof PathMtuClaimed ? "Claimed" : "How sure";
  }

  static String of(PathFinding finding, Style style) {
    if (finding instanceof OfSize size) {
      return SizeFindingText.of(size, style);
    }
    return finding instanceof OfDrop drop
        ? DropFindingText.of(drop)
        : ReplyFindingText.of((OfReplies) finding);
  }
}
