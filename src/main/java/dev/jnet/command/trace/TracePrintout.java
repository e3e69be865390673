package dev.jnet.command.trace;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceDocument;
import dev.jnet.report.trace.TraceFindings;
import dev.jnet.report.trace.TraceReport;
import dev.jnet.report.trace.TraceTable;
import java.io.IOException;
import java.util.List;

/**
 * The printed form of the path to a host.
 *
 * @param csv whether the text is rows of a table
 */
record TracePrintout(TraceFindings findings, boolean csv) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(TraceDocument.of(findings)));
  }

  @Override
  public String bare(Style style) {
    return TraceReport.addresses(findings);
  }

  @Override
  public String text(Style style) {
    return csv ? TraceTable.rows(findings) : TraceReport.text(findings, style);
  }

  @Override
  public int exitCode() {
    return findings.result().reached() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        TraceDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
