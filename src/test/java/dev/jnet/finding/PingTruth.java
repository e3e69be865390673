package dev.jnet.finding;

import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.ProbeFinding.HopLimitsDiffer;
import dev.jnet.finding.ProbeFinding.ProbesAnswered;
import dev.jnet.finding.ProbeFinding.ProbesLost;
import dev.jnet.finding.ProbeFinding.RepliesChanged;
import dev.jnet.finding.ProbeFinding.RepliesDamaged;
import dev.jnet.finding.ProbeFinding.RepliesReordered;
import dev.jnet.finding.ProbeFinding.RepliesRepeated;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoLost;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.lab.RandomPath;
import dev.jnet.probe.Via;
import java.util.List;

/** What is true about small packets to the end of a random path. */
record PingTruth(RandomPath path, int version, Via.Kind kind) implements JudgeTest.Truth {
  /** Bytes of the largest packet of these questions, and of its answers. */
  private static final int LARGEST = 84 + 20;

  private boolean isAnswered() {
    return path.answers(kind) || path.hasMiddlebox(kind) || kind == Via.Kind.TCP;
  }

  /** Whether nothing on the path can keep a small packet, or the answer to it. */
  private boolean isCarried() {
    return path.truth(version) >= LARGEST
        && path.truthBack(version) >= LARGEST
        && !path.dropsEchoAlone()
        && !path.limitsAnswers();
  }

  @Override
  public boolean isTrue(Finding finding) {
    if (finding instanceof EchoAnswered || finding instanceof ProbesAnswered) {
      return isAnswered();
    }
    if (finding instanceof EchoUnanswered || finding instanceof PortFiltered) {
      return !isAnswered() || !isCarried();
    }
    if (finding instanceof EchoLost || finding instanceof ProbesLost) {
      return path.losesPackets() || !isCarried();
    }
    if (finding instanceof PortOpen) {
      return path.answers(Via.Kind.TCP);
    }
    if (finding instanceof PortClosed) {
      return !path.answers(Via.Kind.TCP);
    }
    if (finding instanceof RepliesRepeated) {
      return path.duplicates();
    }
    if (finding instanceof RepliesReordered) {
      // the second of two equal packets may come alone, after later ones
      return path.reorders() || (path.duplicates() && path.losesPackets());
    }
    if (finding instanceof AnsweredByAnother) {
      return path.answersFromAnother();
    }
    return !(finding instanceof HopLimitsDiffer
        || finding instanceof RepliesDamaged
        || finding instanceof RepliesChanged);
  }

  @Override
  public List<String> expected() {
    return List.of();
  }

  @Override
  public String toString() {
    return kind + " v" + version + ", truth " + path.truth(version);
  }
}
