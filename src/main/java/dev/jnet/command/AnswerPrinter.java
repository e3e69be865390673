package dev.jnet.command;

import dev.jnet.console.Console;
import dev.jnet.console.Printout;
import dev.jnet.options.Expectation;
import dev.jnet.options.OutputOptions;

/** Prints answers in the form that the options ask for, and tells their exit codes. */
public record AnswerPrinter(OutputOptions output, Console console) {
  /** Prints an answer in place of the line of progress. */
  public void print(Printout answer) {
    console.progress("");
    if (output.isPlugin()) {
      console.out().println(output.expected().get().pluginLine(answer));
    } else if (output.json()) {
      console.documents(answer).forEach(console::document);
    } else {
      console
          .out()
          .print(output.quiet() ? answer.bare(output.style()) : answer.text(output.style()));
    }
  }

  /**
   * The exit code of an answer: whether it is as expected, or the command's own. Prints on stderr
   * what is not as expected.
   */
  public int exitCode(Printout answer) {
    if (output.expected().isEmpty()) {
      return answer.exitCode();
    }
    Expectation expected = output.expected().get();
    if (!expected.plugin()) {
      expected.complaints(answer).forEach(console::complain);
    }
    return expected.exitCode(answer);
  }
}
