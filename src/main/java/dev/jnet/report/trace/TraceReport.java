package dev.jnet.report.trace;

import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.PacketsLost;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.report.AddressText;
import dev.jnet.report.FindingText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;

/** The way to a target in words: the headline, the table of hops, and the findings. */
public final class TraceReport {
  private final TraceFindings findings;
  private final TraceResult result;
  private final Style style;
  private final Sheet sheet;

  private TraceReport(TraceFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report: a headline, a line a hop, and the findings. */
  public static String text(TraceFindings findings, Style style) {
    return new TraceReport(findings, style).write();
  }

  /** The addresses alone, a line a hop; {@code *} for a silent one. */
  public static String addresses(TraceFindings findings) {
    StringBuilder lines = new StringBuilder();
    for (Hop hop : findings.result().hops()) {
      lines.append(hop.address().map(Addresses::text).orElse("*")).append('\n');
    }
    return lines.toString();
  }

  private String write() {
    sheet.line(AddressText.target(findings.name(), findings.target()) + ": " + headline());
    sheet.blank();
    new HopTable(findings, style, sheet).write();
    sheet.blank();
    TraceBranches.lines(findings, style).forEach(sheet::line);
    new PathMtuText(findings, style, sheet).write();
    FindingText.rows(sheet, style, findings.hopFindings(), PacketsLost.class);
    FindingText.rows(sheet, style, findings.hopFindings(), MiddleboxAnswers.class);
    findings.seen().rows(sheet);
    sheet.row("Probes", probes());
    return sheet.toString();
  }

  private String headline() {
    Finding ending = findings.hopFindings().get(0);
    String words = FindingText.of(ending, style);
    return ending instanceof Reached ? style.good(words) : style.bad(words);
  }

  private String probes() {
    return Text.count(findings.tally().sent(), "packet")
        + " sent, "
        + findings.tally().received()
        + " answered, in "
        + Text.millis(findings.elapsed())
        + " ms; the trace by "
        + result.via()
        + " in "
        + result.length()
        + " bytes";
  }
}
