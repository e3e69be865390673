package dev.jnet.report.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Remedy;
import dev.jnet.finding.Finding;
import dev.jnet.report.RemedyRows;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;

/** The rows of a report about a cause: its evidence, and what mends it. */
public final class CauseRows {
  private CauseRows() {}

  /** Writes the rows. */
  public static void write(Sheet sheet, Style style, Cause cause) {
    for (Finding finding : cause.findings()) {
      sheet.row("Evidence", evidence(finding, style));
    }
    for (Remedy remedy : cause.remedies()) {
      RemedyRows.write(sheet, remedy);
    }
  }

  /** A finding with how sure it is, where its words do not tell that themselves. */
  private static String evidence(Finding finding, Style style) {
    String words = FindingText.of(finding, style);
    return switch (finding.grounds().certainty().degree()) {
      case SEEN -> "seen: " + words;
      case INFERRED -> words.contains("probably") ? words : "inferred: " + words;
      case GUESSED -> words.contains("guess") ? words : "guessed: " + words;
    };
  }
}
