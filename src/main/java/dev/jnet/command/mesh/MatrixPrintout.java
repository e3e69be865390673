package dev.jnet.command.mesh;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mesh.MeshDocument;
import dev.jnet.report.mesh.MeshReport;
import dev.jnet.report.mesh.MeshReportContent;
import java.util.List;

/** The printed form of a round. */
record MatrixPrintout(MeshReportContent content) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(MeshDocument.of(content)));
  }

  @Override
  public String bare(Style style) {
    return MeshReport.bare(content);
  }

  @Override
  public String text(Style style) {
    return MeshReport.text(content, style);
  }

  @Override
  public int exitCode() {
    return content.isFlawless() ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }
}
