package dev.jnet.command.mtu;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.mtu.MtuFindings;
import dev.jnet.report.mtu.MtuReport;
import java.util.List;
import java.util.Map;

/** The printed form of the path MTU to a host. */
record MtuPrintout(MtuFindings findings) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MtuDocument.of(findings)));
  }

  @Override
  public String bare(Style style) {
    String number = MtuReport.number(findings);
    return number.isEmpty() ? "" : number + "\n";
  }

  @Override
  public String text(Style style) {
    return MtuReport.text(findings, style);
  }

  @Override
  public Map<String, Double> measured() {
    boolean known = findings.result().known();
    return known ? Map.of("mtu", (double) findings.result().lower()) : Map.of();
  }

  @Override
  public int exitCode() {
    return findings.result().known() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
