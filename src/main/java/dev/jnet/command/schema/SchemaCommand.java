package dev.jnet.command.schema;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Subcommand;
import dev.jnet.report.Schemas;
import java.util.List;

/** {@code jnet schema [COMMAND]}: the JSON Schema of what {@code --json} prints. */
public final class SchemaCommand implements Subcommand {
  private final List<Subcommand> commands;

  /**
   * The command.
   *
   * @param commands all others
   */
  public SchemaCommand(List<Subcommand> commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "The JSON Schema (draft 2020-12) of the documents that a command prints with --json.",
        "",
        "Exit codes: 0 printed, 2 no such command.",
        "",
        "Example: jnet schema mtu > mtu.schema.json");
    command.take(Command.Operands.ONE_AT_MOST, "COMMAND", "Show the schema of this command only.");
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws CommandException {
    String command = arguments.operand(Schemas.ALL);
    List<String> names = commands.stream().map(Subcommand::name).filter(Schemas::has).toList();
    if (!command.equals(Schemas.ALL) && !names.contains(command)) {
      throw new CommandException(
          "usage", command + ": prints no JSON; these do: " + String.join(", ", names));
    }
    console.out().print(Schemas.of(command));
    return ExitCode.POSITIVE;
  }
}
