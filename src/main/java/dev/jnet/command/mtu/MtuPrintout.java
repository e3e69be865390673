package dev.jnet.command.mtu;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.mtu.MtuReport;
import dev.jnet.report.mtu.MtuReportContent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The printed form of the path MTU to a host. */
record MtuPrintout(MtuReportContent content) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MtuDocument.of(content)));
  }

  @Override
  public String bare(Style style) {
    String number = MtuReport.number(content);
    return number.isEmpty() ? "" : number + "\n";
  }

  @Override
  public String text(Style style) {
    return MtuReport.text(content, style);
  }

  @Override
  public Map<String, Double> measured() {
    boolean known = content.result().known();
    return known ? Map.of("mtu", (double) content.result().lower()) : Map.of();
  }

  @Override
  public int exitCode() {
    return content.known() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        MtuDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
