package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** {@code jnet mesh ACTION}: measures between many sites, in both directions. */
public final class MeshCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped whether Ctrl-C was pressed
   */
  public MeshCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "mesh";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Measure between many sites, in both directions, and name the link that is at fault.",
        "",
        "agent: be a member, and measure when a controller orders it. matrix: measure each ordered"
            + " pair of members. list: show the members. history: show the results that"
            + " were kept. serve: give the last results to Prometheus. try: start a broker and three"
            + " agents on this machine, and measure between them.",
        "Exit codes: 0 nothing wrong was seen, 1 something was, or a pair was not measured,"
            + " 2 trouble.",
        "",
        "Example: jnet mesh matrix --lab offices");
    command.take(
        Command.Operands.ONE, "ACTION", "What to do: agent, matrix, list, history, serve or try.");
    NatsOptions.addTo(command);
    AgentOptions.addTo(command);
    RoundOptions.addTo(command);
    command.add(Option.flag("Show the matrix on the screen, until Ctrl-C or q.", "--watch"));
    HistoryRun.addTo(command);
    ServeRun.addTo(command);
    command.add(
        Option.value(String.class, "FILE", "Write a page for a browser to FILE.", "--html"));
    NetworkOptions.addLabTo(command);
    OutputOptions.addTo(command, "Print one JSON document a round.", "Print the suspects alone.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions.of(arguments, console);
    Answers answers = new Answers(arguments, console);
    String action = arguments.operand("");
    return switch (action) {
      case "agent" -> AgentRun.run(arguments, console, stopped);
      case "matrix" -> new MatrixRun(arguments, answers, stopped).run();
      case "list" -> MembersPrintout.print(arguments, answers);
      case "serve" -> ServeRun.run(arguments, console, stopped);
      case "history" -> HistoryRun.run(arguments, answers);
      case "try" -> new TryRun(arguments, console, stopped).run();
      default ->
          throw new CommandException(
              "usage", action + ": the actions are agent, matrix, list, history, serve and try");
    };
  }
}
