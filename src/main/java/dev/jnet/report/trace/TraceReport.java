package dev.jnet.report.trace;

import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketsLost;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Plain;
import dev.jnet.report.Programs;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Reports the path to a target: the headline, the table of hops, and the findings. */
public final class TraceReport {
  private final TraceReportContent content;
  private final TraceResult result;
  private final Style style;
  private final Sheet sheet;

  private TraceReport(TraceReportContent content, Style style) {
    this.content = content;
    this.result = content.result();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report: a headline, a line for each hop, and the findings. */
  public static String text(TraceReportContent content, Style style) {
    return new TraceReport(content, style).write();
  }

  /** The addresses alone, one line for each hop; {@code *} for a silent one. */
  public static String addresses(TraceReportContent content) {
    StringBuilder lines = new StringBuilder();
    for (Hop hop : content.result().hops()) {
      lines.append(hop.address().map(Addresses::text).orElse("*")).append('\n');
    }
    return lines.toString();
  }

  private String write() {
    sheet.headline(AddressText.target(content.name(), content.target()) + ": " + headline());
    sheet.blank();
    new HopTable(content, style, sheet).write();
    sheet.blank();
    TraceBranches.lines(content, style).forEach(sheet::line);
    new PathMtuText(content, style, sheet).write();
    TraceBranches.unspread(content).ifPresent(words -> sheet.row("Flows", words));
    if (content.conclusions().stream().anyMatch(BlackHole.class::isInstance)) {
      sheet
          .row("What to do", "for the commands that mend this:")
          .command("jnet mtu " + Plain.line(content.name()));
    }
    FindingText.rows(sheet, style, content.hopFindings(), PacketsLost.class);
    FindingText.rows(sheet, style, content.hopFindings(), MiddleboxAnswers.class);
    FindingText.rows(sheet, style, content.hopFindings(), ProxyNeighbor.class);
    content.seen().rows(sheet);
    if (content.names().pending() > 0) {
      sheet.row("Names", slow(content.names().pending()));
    }
    sheet.row("Probes", probes());
    return sheet.toString();
  }

  private String headline() {
    Finding ending = content.hopFindings().get(0);
    String words = FindingText.of(ending, style);
    if (!(ending instanceof Reached)) {
      Optional<String> here =
          Programs.silence(
              LocalConclusions.unheard(content.tally().programs(), content.tally().elsewhere()));
      boolean silent = ending instanceof NotReached && here.isPresent();
      return style.bad(silent ? words + "; " + here.get() : words);
    }
    return content.conclusions().stream()
        .filter(BlackHole.class::isInstance)
        .findFirst()
        .map(BlackHole.class::cast)
        .map(hole -> words + "; " + FindingText.holeInShort(vanishing(hole), hole, style))
        .orElseGet(() -> style.good(words));
  }

  /** The packets that vanish in a black hole. */
  static String vanishing(BlackHole hole) {
    return "packets over " + hole.bytes() + " bytes";
  }

  private static String slow(int pending) {
    return "the name server had not answered "
        + Text.count(pending, "question")
        + " when the report was made: an address without a name may have one; -n asks for none";
  }

  private String probes() {
    int ofMtu = 0;
    boolean tooLarge = false;
    for (MtuResult mtu : content.mtus()) {
      ofMtu += mtu.probes();
      tooLarge |= mtu.counts().upperSent() > 0;
    }
    return Text.count(content.tally().sent(), "packet")
        + " sent in "
        + Text.millis(content.elapsed())
        + " ms: "
        + (ofMtu == 0 ? "" : content.tally().sent() - ofMtu + " of them ")
        + result.via()
        + " packets of "
        + result.length()
        + " bytes for the hops"
        + (ofMtu == 0
            ? ""
            : " (LOSS counts those of the hops above), and "
                + ofMtu
                + " to measure the path MTU"
                + (tooLarge ? ", some too large on purpose" : ""));
  }
}
