package dev.jnet.command;

import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.kernel.KernelTcpDocument;
import dev.jnet.report.kernel.KernelTcpReport;
import dev.jnet.report.kernel.KernelTcpReportContent;
import java.util.List;
import java.util.Map;

/** The printed form of connections that the kernel made. */
public record KernelTcpPrintout(KernelTcpReportContent content, int exitCode) implements Printout {
  @Override
  public List<String> json() {
    return KernelTcpDocument.of(content).stream().map(JsonLines::of).toList();
  }

  @Override
  public String bare(Style style) {
    return KernelTcpReport.bare(content);
  }

  @Override
  public String text(Style style) {
    return KernelTcpReport.text(content, style);
  }

  @Override
  public Map<String, Double> measured() {
    return Map.of("open", content.allOpen() ? 1.0 : 0);
  }
}
