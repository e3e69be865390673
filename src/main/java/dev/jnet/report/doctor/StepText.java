package dev.jnet.report.doctor;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
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
  private static final int WIDTH = 80;

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

  /** What a step found: its first finding, or why it was not asked. */
  public static String words(StepResult result, Style style) {
    if (!result.isAsked()) {
      return "not asked: " + result.why();
    }
    return result.findings().isEmpty()
        ? "nothing came of it"
        : FindingText.of(result.findings().get(0), style);
  }

  /** A line about a step while the others go on. */
  public static String line(StepResult result, Style style) {
    return "  " + Text.padRight(result.step().words(), STEP + 1) + words(result, style);
  }

  /** The rows of a table about a step. */
  static String rows(StepResult result, Opinion opinion, Style style) {
    Mark mark = mark(result, opinion);
    String time = result.isAsked() ? Text.millis(result.elapsed()) + " ms" : "";
    String front =
        "  "
            + Text.padRight(result.step().words(), STEP)
            + ' '
            + colored(mark, style)
            + ' '
            + Text.padLeft(time, TIME + 3)
            + "  ";
    int column = 2 + STEP + 1 + MARK + 1 + TIME + 3 + 2;
    StringBuilder rows = new StringBuilder();
    for (String part : Text.wrap(words(result, style), Math.max(24, WIDTH - column))) {
      rows.append(front).append(part).append('\n');
      front = Text.padRight("", column);
    }
    return rows.toString();
  }

  private static String colored(Mark mark, Style style) {
    String word = Text.padRight(mark.word(), MARK);
    return switch (mark) {
      case OK -> style.good(word);
      case REMARK, UNCLEAR -> style.warning(word);
      case WRONG -> style.bad(word);
      case SKIPPED -> word;
    };
  }
}
