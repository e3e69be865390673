package dev.jnet.command.doctor;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.doctor.Opinion;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.doctor.DoctorDocument;
import dev.jnet.report.doctor.DoctorReport;
import java.util.List;

/** The printed form of an examination. */
record DoctorPrintout(Opinion opinion) implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(DoctorDocument.of(opinion)));
  }

  @Override
  public String bare(Style style) {
    return opinion.verdict().word() + "\n";
  }

  @Override
  public String text(Style style) {
    return DoctorReport.text(opinion, style);
  }

  @Override
  public int exitCode() {
    return switch (opinion.verdict()) {
      case OK -> ExitCode.POSITIVE;
      case DEGRADED, BROKEN -> ExitCode.NEGATIVE;
      case UNKNOWN -> ExitCode.TROUBLE;
    };
  }
}
