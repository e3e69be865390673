package dev.jnet.report.trace;

import dev.jnet.report.AddressText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import java.util.List;

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
    new PathMtuText(findings, sheet).write();
    TraceNotes.of(findings, style).forEach(note -> sheet.row("Note", note));
    findings.seen().rows(sheet);
    sheet.row("Probes", probes());
    return sheet.toString();
  }

  private String headline() {
    return switch (result.status()) {
      case REACHED ->
          style.good("reached")
              + (lastTtl() == 1 ? " directly, no router between" : " at hop " + lastTtl());
      case REFUSED -> style.bad("not reached") + ": refused at hop " + lastTtl();
      case SILENT -> style.bad("not reached") + silence(result.silentFrom().orElse(1));
    };
  }

  private String silence(int from) {
    return from > findings.most()
        ? " within " + Text.count(findings.most(), "hop") + ": more with -m"
        : ": nobody answers from hop " + from + " on";
  }

  private int lastTtl() {
    List<Hop> hops = result.hops();
    return hops.get(hops.size() - 1).ttl();
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
