package dev.jnet.command.mesh;

import dev.jnet.command.AnswerPrinter;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.Printout;
import dev.jnet.options.Arguments;
import dev.jnet.options.OutputOptions;

/** Prints what a controller has learned, at once. */
record Answers(Arguments arguments, Console console) {
  /** Prints an answer. Returns its exit code. */
  int print(Printout printout) throws CommandException {
    AnswerPrinter printer = new AnswerPrinter(output(), console);
    printer.print(printout);
    console.out().flush();
    return printer.exitCode(printout);
  }

  /** How answers are printed. */
  OutputOptions output() throws CommandException {
    return OutputOptions.of(arguments, console);
  }
}
