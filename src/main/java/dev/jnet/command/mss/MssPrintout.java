package dev.jnet.command.mss;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.SegmentFit;
import dev.jnet.report.Style;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.report.mss.MssFindings;
import dev.jnet.report.mss.MssReport;
import java.util.List;
import java.util.Map;

/** The printed form of the segment size of a port. */
record MssPrintout(MssFindings findings) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MssDocument.of(findings)));
  }

  @Override
  public String bare(Style style) {
    return MssReport.number(findings);
  }

  @Override
  public String text(Style style) {
    return MssReport.text(findings, style);
  }

  @Override
  public Map<String, Double> measured() {
    boolean known = findings.verdict() != SegmentFit.UNKNOWN;
    return known
        ? Map.of("mss", (double) findings.usable(), "data", (double) findings.effective())
        : Map.of();
  }

  @Override
  public int exitCode() {
    return findings.stalled() ? ExitCode.NEGATIVE : exitCode(findings.verdict());
  }

  /** The exit code. Segments that are smaller than they could be are not a failure. */
  static int exitCode(SegmentFit fit) {
    return switch (fit) {
      case FITS, CLAMPED, REPORTED, SMALL -> ExitCode.POSITIVE;
      case TOO_LARGE, UNKNOWN -> ExitCode.NEGATIVE;
    };
  }
}
