package dev.jnet.app;

import dev.jnet.command.arp.ArpCommand;
import dev.jnet.command.handshake.HandshakeCommand;
import dev.jnet.command.interfaces.InterfacesCommand;
import dev.jnet.command.lab.LabCommand;
import dev.jnet.command.mss.MssCommand;
import dev.jnet.command.mtu.MtuCommand;
import dev.jnet.command.ping.PingCommand;
import dev.jnet.command.trace.TraceCommand;
import dev.jnet.command.walk.WalkCommand;
import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Help;
import dev.jnet.options.Option;
import dev.jnet.options.Picocli;
import dev.jnet.options.PlainArguments;
import dev.jnet.options.Subcommand;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole of jnet: arguments in, text and an exit code out. */
public final class Jnet {
  private static final String NAME = "jnet";
  private static final String DEBUG = "--debug";
  private static final String HELP = "--help";

  private final List<Subcommand> subcommands;

  /**
   * All subcommands.
   *
   * @param stopped asked now and then while one runs: true makes it say what it knows, and end
   */
  public Jnet(BooleanSupplier stopped) {
    subcommands =
        List.of(
            new MtuCommand(stopped),
            new MssCommand(stopped),
            new PingCommand(stopped),
            new TraceCommand(stopped),
            new HandshakeCommand(stopped),
            new WalkCommand("jnet/" + Version.number(), stopped),
            new ArpCommand(stopped),
            new InterfacesCommand(),
            new LabCommand());
  }

  /** Runs what the arguments ask for. Never throws; never ends the process. */
  public int run(String[] args, Console console) {
    if (args.length == 1 && Option.VERSION.names().contains(args[0])) {
      console.out().println(Version.text());
      return ExitCode.POSITIVE;
    }
    Subcommand first = first(args);
    if (args.length == 1 && Help.isAsked(args[0])) {
      console.out().print(Help.of(NAME));
      return ExitCode.POSITIVE;
    }
    if (args.length == 2 && first != null && Help.isAsked(args[1])) {
      console.out().print(Help.of(first.name()));
      return ExitCode.POSITIVE;
    }
    try {
      return first == null ? ask(args, console) : run(first, args, console);
    } catch (IOException e) {
      return failed(e, args, console);
    } catch (RuntimeException | LinkageError e) {
      return broken(e, args, console);
    }
  }

  /** A command that is named first, as its name is all that the model of all others is good for. */
  private int run(Subcommand subcommand, String[] args, Console console) throws IOException {
    Command command = command(subcommand);
    Arguments arguments = PlainArguments.read(command, args, 1);
    if (arguments == null) {
      try {
        arguments = Picocli.read(command, Arrays.copyOfRange(args, 1, args.length));
      } catch (ParameterException e) {
        return misused(e.getMessage(), NAME + " " + command.name(), args, console);
      }
    }
    if (arguments.has(HELP)) {
      console.out().print(Help.of(command.name()));
      return ExitCode.POSITIVE;
    }
    return subcommand.run(arguments, console);
  }

  /** What does not begin with a command: a question about jnet itself, or a mistake. */
  private int ask(String[] args, Console console) {
    ParseResult result;
    try {
      result = Picocli.parser(outline()).parseArgs(args);
    } catch (ParameterException e) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return misused(message(e), command, args, console);
    }
    if (result.isVersionHelpRequested()) {
      console.out().println(Version.text());
      return ExitCode.POSITIVE;
    }
    if (result.isUsageHelpRequested()) {
      boolean ofCommand = result.hasSubcommand();
      console.out().print(Help.of(ofCommand ? result.subcommand().commandSpec().name() : NAME));
      return ExitCode.POSITIVE;
    }
    console.err().print(Help.of(NAME));
    return ExitCode.TROUBLE;
  }

  /** For scripts: what is wrong as a document, where the answer would have been one. */
  private void document(String[] args, String code, String message, Console console) {
    if (isAmong(args, "--json")) {
      Subcommand first = first(args);
      String command = first == null ? null : first.name();
      console.out().println(JsonLines.of(FailureDocument.of(command, code, message)));
    }
  }

  private int misused(String message, String command, String[] args, Console console) {
    document(args, "usage", message, console);
    console.complain(message + "\n  see '" + command + " --help'");
    return ExitCode.TROUBLE;
  }

  /** picocli speaks of unmatched arguments where a person has mistyped a command. */
  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      List<String> similar = unmatched.getSuggestions();
      return "no such command: "
          + unmatched.getUnmatched().get(0)
          + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
    }
    return e.getMessage();
  }

  private int failed(IOException e, String[] args, Console console) {
    document(args, CommandException.code(e), e.getMessage(), console);
    console.complain(e.getMessage());
    trace(e, isAmong(args, DEBUG), console.err());
    return CommandException.exitCode(e);
  }

  /** A bug of jnet's own: said as such, and the trace only for who asks for it. */
  private int broken(Throwable e, String[] args, Console console) {
    boolean debug = isAmong(args, DEBUG);
    document(args, "bug", "a bug in jnet: " + e, console);
    console.complain(
        "a bug in jnet: " + e + (debug ? "" : "\n  run again with " + DEBUG + " for the trace"));
    trace(e, debug, console.err());
    return ExitCode.TROUBLE;
  }

  private static void trace(Throwable e, boolean debug, PrintWriter err) {
    if (debug) {
      List<Throwable> causes = new ArrayList<>();
      for (Throwable t = e; t != null && !causes.contains(t); t = t.getCause()) {
        causes.add(t);
        err.println(t);
        for (StackTraceElement element : t.getStackTrace()) {
          err.println("    at " + element);
        }
      }
    }
  }

  /** The command that the first argument names, or null. */
  private Subcommand first(String[] args) {
    for (Subcommand subcommand : subcommands) {
      if (args.length > 0 && args[0].equals(subcommand.name())) {
        return subcommand;
      }
    }
    return null;
  }

  private static boolean isAmong(String[] args, String... options) {
    for (String arg : args) {
      for (String option : options) {
        if (arg.equals(option) || arg.startsWith(option + "=")) {
          return true;
        }
      }
    }
    return false;
  }

  /** All commands with all their options, as picocli knows them. */
  CommandSpec model() {
    CommandSpec model = root();
    for (Command command : commands()) {
      model.addSubcommand(command.name(), Picocli.parser(Picocli.model(command)));
    }
    return model;
  }

  /** The same without the options of the commands. */
  private CommandSpec outline() {
    CommandSpec model = root();
    for (Subcommand subcommand : subcommands) {
      String name = subcommand.name();
      model.addSubcommand(
          name,
          Picocli.parser(Picocli.model(new Command(name))).setUnmatchedArgumentsAllowed(true));
    }
    return model;
  }

  private static CommandSpec root() {
    Command jnet =
        new Command(NAME)
            .describe(
                "Network diagnostics that show the header arithmetic behind each answer.",
                "",
                "'jnet COMMAND --help' tells the options of a command.");
    jnet.add(Option.HELP);
    jnet.add(Option.VERSION);
    CommandSpec root = Picocli.model(jnet);
    root.usageMessage().synopsisSubcommandLabel("COMMAND").abbreviateSynopsis(false);
    return root;
  }

  /** All subcommands, with the options that each has. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (Subcommand subcommand : subcommands) {
      commands.add(command(subcommand));
    }
    return commands;
  }

  private static Command command(Subcommand subcommand) {
    Command command = subcommand.command();
    command.add(Option.HELP);
    command.add(Option.DEBUG);
    return command;
  }
}
