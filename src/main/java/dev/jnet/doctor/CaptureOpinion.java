package dev.jnet.doctor;

import dev.jnet.capture.CaptureSummary;
import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.DuplicateAddress;
import dev.jnet.capture.TcpSummary;
import dev.jnet.finding.CaptureConclusions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the doctor says of a capture.
 *
 * @param verdict how it stands with what was captured
 * @param conversations the worst first
 * @param others the causes that claims to addresses and questions to name servers show
 */
public record CaptureOpinion(
    Verdict verdict, List<OneConversation> conversations, List<Cause> others) {
  /** Copies the lists. */
  public CaptureOpinion {
    conversations = List.copyOf(conversations);
    others = List.copyOf(others);
  }

  /**
   * A conversation, and what the table of rules says of it.
   *
   * @param causes what is wrong, and what is worth a remark, by the order of the table
   */
  public record OneConversation(TcpSummary summary, List<Cause> causes) {
    /** What it does to its users. */
    public Cause.Weight weight() {
      return worst(causes);
    }
  }

  /** The opinion that follows from a capture. */
  public static CaptureOpinion of(CaptureSummary capture) {
    List<OneConversation> conversations = new ArrayList<>();
    for (TcpSummary each : capture.conversations()) {
      conversations.add(new OneConversation(each, Rules.causes(examination(each))));
    }
    conversations.sort(
        Comparator.comparing(OneConversation::weight)
            .thenComparing(each -> -each.summary().retransmissions())
            .thenComparing(each -> each.summary().index()));
    List<Cause> others = new ArrayList<>();
    for (DuplicateAddress each : capture.duplicates()) {
      others.addAll(Rules.causes(examination(each)));
    }
    for (CapturedLookup each : capture.lookups()) {
      Rules.causes(examination(each)).forEach(cause -> others.add(asked(cause)));
    }
    List<Cause> all = new ArrayList<>(others);
    conversations.forEach(each -> all.addAll(each.causes()));
    return new CaptureOpinion(verdict(capture, worst(all)), conversations, others);
  }

  /**
   * Whoever asked for a name that does not exist got the right answer: the network did its part.
   */
  private static Cause asked(Cause cause) {
    return cause.code().equals("name-unknown") ? cause.with(Cause.Weight.REMARK) : cause;
  }

  private static Cause.Weight worst(List<Cause> causes) {
    return causes.stream()
        .map(Cause::weight)
        .min(Comparator.naturalOrder())
        .orElse(Cause.Weight.REMARK);
  }

  private static Verdict verdict(CaptureSummary capture, Cause.Weight worst) {
    return switch (worst) {
      case BREAKS -> Verdict.BROKEN;
      case DEGRADES -> Verdict.DEGRADED;
      case REMARK ->
          capture.conversations().isEmpty() && capture.lookups().isEmpty()
              ? Verdict.UNKNOWN
              : Verdict.OK;
    };
  }

  private static Examination examination(TcpSummary each) {
    return new Examination(
        each.server().address().getHostAddress(),
        Optional.of(each.server().address()),
        OptionalInt.of(each.server().port()),
        Optional.empty(),
        List.of(
            StepResult.of(StepName.CONVERSATION, CaptureConclusions.of(each), each.duration())));
  }

  private static Examination examination(DuplicateAddress each) {
    return new Examination(
        each.address().getHostAddress(),
        Optional.of(each.address()),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(StepResult.of(StepName.NEXT_HOP, List.of(CaptureConclusions.of(each)), 0)));
  }

  private static Examination examination(CapturedLookup each) {
    return new Examination(
        each.name(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(
            StepResult.of(
                StepName.NAME, List.of(CaptureConclusions.of(each)), Math.max(0, each.elapsed()))));
  }
}
