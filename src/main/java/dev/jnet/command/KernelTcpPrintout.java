package dev.jnet.command;

import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.kernel.KernelTcpDocument;
import dev.jnet.report.kernel.KernelTcpFindings;
import dev.jnet.report.kernel.KernelTcpReport;
import java.util.List;
import java.util.Map;

/** The printed form of connections that the kernel made. */
public record KernelTcpPrintout(KernelTcpFindings findings, int exitCode) implements Printout {
  @Override
  public List<String> json() {
    return KernelTcpDocument.of(findings).stream().map(JsonLines::of).toList();
  }

  @Override
  public String bare(Style style) {
    return KernelTcpReport.bare(findings);
  }

  @Override
  public String text(Style style) {
    return KernelTcpReport.text(findings, style);
  }

  @Override
  public Map<String, Double> measured() {
    return Map.of("open", findings.allOpen() ? 1.0 : 0);
  }
}
