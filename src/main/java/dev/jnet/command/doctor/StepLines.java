package dev.jnet.command.doctor;

import dev.jnet.console.Console;
import dev.jnet.doctor.StepResult;
import dev.jnet.report.Style;
import dev.jnet.report.doctor.StepText;

/** Prints on a terminal what each step has shown, while the examination goes on. */
record StepLines(Console console) {
  /** ASCII, as wide as the reports. */
  private Style style() {
    return new Style(false, false, console.style("never").width());
  }

  /** Prints a line about a step. */
  void tell(StepResult result) {
    if (console.errIsTerminal() && result.isAsked()) {
      console.progress("");
      console.err().println(StepText.line(result, style()));
      console.err().flush();
    }
  }
}
