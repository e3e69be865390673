package dev.jnet.doctor;

import dev.jnet.capture.CaptureSummary;
import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.DuplicateAddress;
import dev.jnet.capture.TcpSummary;
import dev.jnet.finding.CaptureConclusions;
import dev.jnet.finding.Certainty;
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
    List<Examination> examinations = new ArrayList<>();
    for (TcpSummary each : capture.conversations()) {
      Examination examination = examination(each, capture);
      examinations.add(examination);
      conversations.add(new OneConversation(each, causes(examination)));
    }
    conversations.sort(
        Comparator.comparing(OneConversation::weight)
            .thenComparing(each -> -each.summary().retransmissions())
            .thenComparing(each -> each.summary().index()));
    List<Cause> others = new ArrayList<>();
    for (DuplicateAddress each : capture.duplicates()) {
      others.addAll(causes(examination(each)));
    }
    for (CapturedLookup each : capture.lookups()) {
      Examination examination = examination(each, capture);
      examinations.add(examination);
      causes(examination).forEach(cause -> others.add(asked(cause)));
    }
    List<Cause> all = new ArrayList<>(others);
    conversations.forEach(each -> all.addAll(each.causes()));
    boolean isKnown =
        examinations.stream()
                .flatMap(each -> each.findings().stream())
                .noneMatch(each -> isGuess(each.grounds().certainty()))
            && !(capture.conversations().isEmpty() && capture.lookups().isEmpty());
    return new CaptureOpinion(verdict(worst(all), isKnown), conversations, others);
  }

  /** What the table says; a guess from silence, where frames were not captured, is a remark. */
  private static List<Cause> causes(Examination examination) {
    return Rules.causes(examination).stream()
        .map(cause -> isGuess(cause.certainty()) ? cause.with(Cause.Weight.REMARK) : cause)
        .toList();
  }

  private static boolean isGuess(Certainty certainty) {
    return certainty.degree() == Certainty.Degree.GUESSED;
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

  private static Verdict verdict(Cause.Weight worst, boolean isKnown) {
    return switch (worst) {
      case BREAKS -> Verdict.BROKEN;
      case DEGRADES -> Verdict.DEGRADED;
      case REMARK -> isKnown ? Verdict.OK : Verdict.UNKNOWN;
    };
  }

  private static Examination examination(TcpSummary each, CaptureSummary capture) {
    return new Examination(
        each.server().address().getHostAddress(),
        Optional.of(each.server().address()),
        OptionalInt.of(each.server().port()),
        Optional.empty(),
        List.of(
            StepResult.of(
                StepName.CONVERSATION,
                CaptureConclusions.of(each, capture.isWhole()),
                each.duration())));
  }

  private static Examination examination(DuplicateAddress each) {
    return new Examination(
        each.address().getHostAddress(),
        Optional.of(each.address()),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(StepResult.of(StepName.NEXT_HOP, List.of(CaptureConclusions.of(each)), 0)));
  }

  private static Examination examination(CapturedLookup each, CaptureSummary capture) {
    return new Examination(
        each.name(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(
            StepResult.of(
                StepName.NAME,
                List.of(CaptureConclusions.of(each, capture.isWhole())),
                Math.max(0, each.elapsed()))));
  }
}
