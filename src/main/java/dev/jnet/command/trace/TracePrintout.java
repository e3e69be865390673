package dev.jnet.command.trace;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceDocument;
import dev.jnet.report.trace.TraceReport;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.trace.Hop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The printed form of the path to a host. */
record TracePrintout(TraceReportContent content) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(TraceDocument.of(content)));
  }

  @Override
  public List<String> rows() {
    return TraceDocument.ofFlows(content).stream().map(JsonLines::of).toList();
  }

  @Override
  public String bare(Style style) {
    return TraceReport.addresses(content);
  }

  @Override
  public String text(Style style) {
    return TraceReport.text(content, style);
  }

  @Override
  public Map<String, Double> measured() {
    Map<String, Double> measured = new HashMap<>();
    measured.put("reached", content.result().reached() ? 1.0 : 0);
    List<Hop> hops = content.result().hops();
    if (content.result().reached() && !hops.isEmpty()) {
      measured.put("hops", (double) hops.get(hops.size() - 1).ttl());
    }
    if (!content.mtus().isEmpty() && content.mtus().get(0).known()) {
      measured.put("mtu", (double) content.mtus().get(0).lower());
    }
    return measured;
  }

  @Override
  public int exitCode() {
    return content.result().reached() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        TraceDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
