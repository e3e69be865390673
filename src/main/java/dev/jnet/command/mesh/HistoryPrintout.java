package dev.jnet.command.mesh;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.mesh.KeptResult;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.HistoryDocument;
import dev.jnet.report.mesh.HistoryReport;
import java.util.List;

/** The printed form of results that were kept. */
record HistoryPrintout(List<KeptResult> results) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(HistoryDocument.of(results)));
  }

  @Override
  public String bare(Style style) {
    return HistoryReport.lines(results, style);
  }

  @Override
  public String text(Style style) {
    return HistoryReport.text(results, style);
  }

  @Override
  public int exitCode() {
    return results.isEmpty() ? ExitCode.NEGATIVE : ExitCode.POSITIVE;
  }
}
