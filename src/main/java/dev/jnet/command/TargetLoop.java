package dev.jnet.command;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Expectation;
import dev.jnet.options.OutputOptions;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Asks about one target after another. A target that cannot be asked does not stop the loop. Its
 * answer is an error document, and a line on stderr.
 *
 * @param separated whether there is a blank line between two reports
 * @param onLastLink is run before the first target after which no link is opened
 * @param unanswered receives the name of each host that has not answered
 * @param stopped whether Ctrl-C was pressed; then no further target is asked
 */
public record TargetLoop(
    OutputOptions output,
    Console console,
    boolean separated,
    Runnable onLastLink,
    Consumer<String> unanswered,
    BooleanSupplier stopped) {

  /** A loop over targets, each with its own report. */
  public TargetLoop(
      OutputOptions output,
      Console console,
      Runnable onLastLink,
      Consumer<String> unanswered,
      BooleanSupplier stopped) {
    this(output, console, !output.json() && !output.quiet(), onLastLink, unanswered, stopped);
  }

  /** This loop for reports that are rows of one table, or that do not come one after the other. */
  public TargetLoop unseparated() {
    return new TargetLoop(output, console, false, onLastLink, unanswered, stopped);
  }

  /** Asks about each target. Returns the highest of their exit codes. */
  public <T> int run(List<T> targets, EachTarget<T> question) {
    int code = ExitCode.POSITIVE;
    for (int i = 0; i < targets.size() && !stopped.getAsBoolean(); i++) {
      if (isLastLink(targets.subList(i, targets.size()), question)) {
        onLastLink.run();
      }
      if (i > 0 && separated) {
        console.out().println();
      }
      int answer = ask(targets.get(i), question);
      if (answer == ExitCode.NEGATIVE) {
        unanswered.accept(question.host(targets.get(i)));
      }
      code = Math.max(code, answer);
      console.out().flush(); // the next answer, or closing the links, may take a while
    }
    return code;
  }

  private static <T> boolean isLastLink(List<T> rest, EachTarget<T> question) {
    for (T other : rest.subList(1, rest.size())) {
      if (!question.shareLink(rest.get(0), other)) {
        return false;
      }
    }
    return true;
  }

  private <T> int ask(T target, EachTarget<T> question) {
    try {
      return question.ask(target);
    } catch (IOException e) {
      if (output.json()) {
        console.document(question.error(target, e));
      }
      if (output.isPlugin()) {
        console.out().println(output.expected().get().pluginTrouble(CommandException.message(e)));
        return Expectation.PLUGIN_UNKNOWN;
      }
      console.complain(CommandException.message(e));
      return CommandException.exitCode(e);
    }
  }
}
