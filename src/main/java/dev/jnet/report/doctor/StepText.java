package dev.jnet.report.doctor;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import java.util.List;
import java.util.Locale;

/** Steps in words. */
public final class StepText {
  private static final int STEP = 9;
  private static final int MARK = 7;
  private static final int TIME = 8;

  /** The result of a step. */
  enum Mark {
    /** It found that what it asked about works. */
    OK,
    /** It found something that harms no user. */
    REMARK,
    /** It found what a cause follows from. */
    WRONG,
    /** It did not find that it works, and a cause that another step showed explains why. */
    UNCLEAR,
    /** It was not asked. */
    SKIPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private StepText() {}

  /** The result of a step, in view of what follows from all steps. */
  static Mark mark(StepResult result, Opinion opinion) {
    if (!result.isAsked()) {
      return Mark.SKIPPED;
    }
    if (isIn(opinion.causes(), result.findings())) {
      return Mark.WRONG;
    }
    if (isIn(opinion.remarks(), result.findings())) {
      return Mark.REMARK;
    }
    return result.isWell() ? Mark.OK : Mark.UNCLEAR;
  }

  private static boolean isIn(List<Cause> causes, List<Finding> findings) {
    return causes.stream()
        .flatMap(cause -> cause.findings().stream())
        .anyMatch(cited -> findings.stream().anyMatch(finding -> finding == cited));
  }

  /** What a step found: what a cause follows from, where there is one. */
  static String words(StepResult result, Opinion opinion, Style style) {
    return result.findings().stream()
        .filter(finding -> isIn(opinion.causes(), List.of(finding)))
        .findFirst()
        .map(finding -> FindingText.of(finding, style))
        .orElseGet(() -> words(result, style));
  }

  /** What a step found: its first finding, or why it was not asked. */
  private static String words(StepResult result, Style style) {
    if (!result.isAsked()) {
      return "not asked: " + result.why();
    }
    return result.findings().isEmpty()
        ? "nothing came of it"
        : FindingText.of(result.findings().get(0), style);
  }

  /** What is said about a step while the others go on. */
  public static String line(StepResult result, Style style) {
    String mark = result.isWell() ? Mark.OK.word() : "finding";
    String front = "  " + Text.padRight(result.step().words(), STEP) + " " + padded(mark) + " ";
    return new Sheet(style).hanging(front, words(result, style)).toString().stripTrailing();
  }

  /** Writes the rows of a table about a step. */
  static void write(StepResult result, Opinion opinion, Style style, Sheet sheet) {
    String time = result.isAsked() ? Text.millis(result.elapsed()) + " ms" : "";
    String front =
        "  "
            + Text.padRight(result.step().words(), STEP)
            + ' '
            + colored(mark(result, opinion), style)
            + ' '
            + Text.padLeft(time, TIME + 3)
            + "  ";
    sheet.hanging(front, words(result, opinion, style));
  }

  private static String padded(String mark) {
    return Text.padRight(mark, MARK);
  }

  private static String colored(Mark mark, Style style) {
    String word = padded(mark.word());
    return switch (mark) {
      case OK -> style.good(word);
      case REMARK, UNCLEAR -> style.warning(word);
      case WRONG -> style.bad(word);
      case SKIPPED -> word;
    };
  }
}
