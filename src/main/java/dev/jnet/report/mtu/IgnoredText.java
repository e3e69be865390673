package dev.jnet.report.mtu;

import dev.jnet.finding.Finding;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import java.util.List;

/**
 * Writes rows about routers' claims that were refuted, and about messages that answered no probe.
 */
final class IgnoredText {
  /** The findings that stand at the end of a report. */
  static final String CODE = "claim-refuted";

  private IgnoredText() {}

  static void write(MtuReportContent report, List<Finding> findings, Style style, Sheet sheet) {
    FindingText.rows(sheet, style, findings, CODE);
    int unmatched = report.tally().unmatched();
    if (unmatched > 0) {
      sheet.row("Ignored", Text.count(unmatched, "ICMP message") + " that fitted no probe");
    }
  }
}
