package dev.jnet.command.mss;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.finding.SegmentFit;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.report.mss.MssReport;
import dev.jnet.report.mss.MssReportContent;
import java.util.List;
import java.util.Map;

/** The printed form of the segment size of a port. */
record MssPrintout(MssReportContent content) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MssDocument.of(content)));
  }

  @Override
  public String bare(Style style) {
    return MssReport.number(content);
  }

  @Override
  public String text(Style style) {
    return MssReport.text(content, style);
  }

  @Override
  public Map<String, Double> measured() {
    boolean known = content.verdict() != SegmentFit.UNKNOWN;
    return known
        ? Map.of("mss", (double) content.usable(), "data", (double) content.effective())
        : Map.of();
  }

  @Override
  public int exitCode() {
    return content.stalled() ? ExitCode.NEGATIVE : exitCode(content.verdict());
  }

  /** The exit code. Segments that are smaller than they could be are not a failure. */
  static int exitCode(SegmentFit fit) {
    return switch (fit) {
      case FITS, CLAMPED, REPORTED, SMALL -> ExitCode.POSITIVE;
      case TOO_LARGE, UNKNOWN -> ExitCode.NEGATIVE;
    };
  }
}
