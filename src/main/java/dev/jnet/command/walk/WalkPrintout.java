package dev.jnet.command.walk;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.walk.WalkDocuments;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.walk.Walk;
import java.util.List;

/**
 * A walk, as it is printed.
 *
 * @param wishes what the reader of the report wants
 */
record WalkPrintout(Walk walk, WalkReport.Wishes wishes) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(WalkDocuments.of(walk)));
  }

  @Override
  public String bare(Style style) {
    return WalkReport.bare(walk);
  }

  @Override
  public String text(Style style) {
    return WalkReport.text(walk, wishes, style);
  }

  @Override
  public int exitCode() {
    if (walk.verdict().isGood()) {
      return ExitCode.POSITIVE;
    }
    return walk.verdict().isTrouble() ? ExitCode.TROUBLE : ExitCode.NEGATIVE;
  }
}
