package dev.jnet.command.read;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.read.CaptureReading;
import dev.jnet.report.read.ReadDocument;
import dev.jnet.report.read.ReadReport;
import java.util.List;

/** The printed form of a capture that was read. */
record ReadPrintout(CaptureReading reading) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(ReadDocument.of(reading)));
  }

  @Override
  public String bare(Style style) {
    return reading.opinion().verdict().word() + "\n";
  }

  @Override
  public String text(Style style) {
    return ReadReport.text(reading, style);
  }

  @Override
  public int exitCode() {
    return switch (reading.opinion().verdict()) {
      case OK -> ExitCode.POSITIVE;
      case DEGRADED, BROKEN -> ExitCode.NEGATIVE;
      case UNKNOWN -> ExitCode.TROUBLE;
    };
  }
}
