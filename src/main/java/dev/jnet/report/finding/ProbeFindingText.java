package dev.jnet.report.finding;

import static java.util.stream.Collectors.joining;

import dev.jnet.finding.Observation;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.ProbeFinding;
import dev.jnet.finding.ProbeFinding.GroupAnswered;
import dev.jnet.finding.ProbeFinding.HopLimitsDiffer;
import dev.jnet.finding.ProbeFinding.OddReplies;
import dev.jnet.finding.ProbeFinding.ProbesAnswered;
import dev.jnet.finding.ProbeFinding.ProbesLost;
import dev.jnet.finding.ProbeFinding.RepliesChanged;
import dev.jnet.finding.ProbeFinding.RepliesDamaged;
import dev.jnet.finding.ProbeFinding.RepliesLate;
import dev.jnet.finding.ProbeFinding.RepliesReordered;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.util.List;

/** Findings about the replies to many small probes in words. */
public final class ProbeFindingText {
  /** The most stations of a group that are listed; the evidence in JSON has all of them. */
  private static final int MAX_STATIONS = 16;

  private ProbeFindingText() {}

  /** The finding as a sentence. */
  public static String of(ProbeFinding finding) {
    if (finding instanceof ProbesAnswered answered) {
      return probes(answered) + " are answered, round trip " + millis(answered.roundTrip());
    }
    if (finding instanceof ProbesLost lost) {
      return lost.sent()
          - lost.received()
          + " of "
          + lost.sent()
          + ' '
          + probes(lost)
          + " were lost";
    }
    if (finding instanceof GroupAnswered group) {
      return Text.count(group.stations().size(), "station")
          + " answered: "
          + answers(group.grounds().evidence());
    }
    return inShort((OddReplies) finding);
  }

  /** What is odd about some replies, for a list of such remarks. */
  public static String inShort(OddReplies odd) {
    String count = odd.count() + " ";
    if (odd instanceof RepliesReordered) {
      return count + "reordered";
    }
    if (odd instanceof RepliesLate late) {
      return count + "late (after " + millis(late.after()) + ")";
    }
    if (odd instanceof RepliesChanged) {
      return count + "with changed data";
    }
    if (odd instanceof RepliesDamaged) {
      return count + "with a wrong checksum";
    }
    return odd instanceof HopLimitsDiffer differ
        ? count
            + "with another TTL than the one before (TTLs: "
            + differ.hopLimits().stream().map(String::valueOf).collect(joining(" "))
            + ")"
        : count + "to probes that were answered before";
  }

  /** The senders of answers, each with how many of the probes it answered where that is known. */
  static String answers(List<Observation> evidence) {
    int more = evidence.size() - MAX_STATIONS;
    return evidence.stream()
            .limit(MAX_STATIONS)
            .map(ProbeFindingText::answer)
            .collect(joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String answer(Observation answer) {
    return answer.from().map(Addresses::text).orElse("?")
        + (answer.times() > 0 ? " (" + answer.answers() + " of " + answer.times() + ")" : "");
  }

  private static String probes(ProbeFinding finding) {
    return finding.grounds().evidence().get(0).sent() == Sent.SYN ? "SYNs" : "datagrams";
  }

  private static String millis(long nanos) {
    return Text.millis(nanos) + " ms";
  }
}
