package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.ping.PingGoal;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingExplanation;
import dev.jnet.report.ping.PingFindings;
import dev.jnet.report.ping.PingReport;
import java.io.IOException;
import java.util.List;

/**
 * The printed form of a ping's statistics. There is no shorter form.
 *
 * @param explained whether the first exchange is explained
 * @param drawn whether the distribution of the round-trip times is drawn
 */
record PingPrintout(PingFindings findings, boolean explained, boolean drawn) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(PingDocument.of(findings)));
  }

  @Override
  public String bare(Style style) {
    return text(style);
  }

  @Override
  public String text(Style style) {
    return (explained ? PingExplanation.text(findings, style) : "")
        + PingReport.text(findings, drawn, style);
  }

  @Override
  public int exitCode() {
    boolean reached = PingGoal.isReached(findings.question().schedule(), findings.result());
    return reached ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        PingDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
