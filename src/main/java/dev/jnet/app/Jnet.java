package dev.jnet.app;

import dev.jnet.command.arp.ArpCommand;
import dev.jnet.command.doctor.DoctorCommand;
import dev.jnet.command.exporter.ExporterCommand;
import dev.jnet.command.handshake.HandshakeCommand;
import dev.jnet.command.interfaces.InterfacesCommand;
import dev.jnet.command.lab.LabCommand;
import dev.jnet.command.mesh.MeshCommand;
import dev.jnet.command.mss.MssCommand;
import dev.jnet.command.mtu.MtuCommand;
import dev.jnet.command.ping.PingCommand;
import dev.jnet.command.read.ReadCommand;
import dev.jnet.command.schema.SchemaCommand;
import dev.jnet.command.trace.TraceCommand;
import dev.jnet.command.walk.WalkCommand;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Help;
import dev.jnet.options.Mistakes;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Picocli;
import dev.jnet.options.PlainArguments;
import dev.jnet.options.Subcommand;
import dev.jnet.options.habit.HabitFiles;
import dev.jnet.options.habit.HabitKeys;
import dev.jnet.options.habit.Habits;
import java.io.IOException;
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
  private static final String HELP = "--help";

  private final List<Subcommand> subcommands;
  private boolean broken;

  /**
   * All subcommands.
   *
   * @param stopped whether Ctrl-C was pressed. A command asks from time to time, and then ends with
   *     what it knows
   */
  public Jnet(BooleanSupplier stopped) {
    List<Subcommand> others =
        List.of(
            new DoctorCommand(new Version.UserAgent(), stopped),
            new MtuCommand(stopped),
            new MssCommand(stopped),
            new PingCommand(stopped),
            new TraceCommand(stopped),
            new HandshakeCommand(stopped),
            new WalkCommand(new Version.UserAgent(), stopped),
            new ArpCommand(stopped),
            new InterfacesCommand(stopped),
            new ExporterCommand(new ExporterQuestions(), stopped),
            new MeshCommand(stopped),
            new ReadCommand(stopped),
            new LabCommand());
    subcommands = new ArrayList<>(others);
    subcommands.add(new SchemaCommand(others));
  }

  /** Runs what the arguments ask for. Never throws; never ends the process. */
  public int run(String[] args, Console given) {
    Console console = given.onLab(NetworkOptions.lab(Arrays.asList(args)));
    if (args.length == 1
        && (Option.VERSION.names().contains(args[0]) || args[0].equals("version"))) {
      console.out().println(Version.text());
      return ExitCode.POSITIVE;
    }
    Subcommand first = first(args);
    if (args.length == 1 && Help.isAsked(args, 0)) {
      console.out().print(Help.of(NAME));
      return ExitCode.POSITIVE;
    }
    Subcommand explained =
        Help.isAsked(args, 1) ? first : Help.isAsked(args, 0) ? second(args) : null;
    if (args.length == 2 && explained != null) {
      console.out().print(Help.of(explained.name()));
      return ExitCode.POSITIVE;
    }
    Failures failures = new Failures(args, first == null ? null : first.name(), console);
    try {
      return first == null ? ask(args, failures, console) : run(first, args, failures, console);
    } catch (IOException e) {
      return failures.failed(e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return failures.exhausted(e);
    } catch (RuntimeException | Error e) { // libraries fail with Errors of all kinds
      broken = true;
      return failures.broken(e);
    }
  }

  /** Whether a run has failed as only a bug in jnet, or damaged classes, would have it. */
  boolean isBroken() {
    return broken;
  }

  /** Runs the command that the first argument names. The options of the others are not needed. */
  private int run(Subcommand subcommand, String[] args, Failures failures, Console console)
      throws IOException {
    Command command = command(subcommand);
    Arguments arguments = PlainArguments.read(command, args, 1);
    if (arguments == null) {
      try {
        arguments = Picocli.read(command, Arrays.copyOfRange(args, 1, args.length));
      } catch (ParameterException e) {
        String[] words = Arrays.copyOfRange(args, 1, args.length);
        return failures.misused(Mistakes.describe(e, command, words), NAME + " " + command.name());
      }
    }
    if (arguments.has(HELP)) {
      console.out().print(Help.of(command.name()));
      return ExitCode.POSITIVE;
    }
    Console shown =
        OutputOptions.documentsOn(console.verbose(arguments.has("--verbose")), arguments);
    HabitFiles habitFiles = HabitFiles.of(console);
    if (arguments.has(Option.NO_CONFIG.names().get(0)) || !habitFiles.any()) {
      return subcommand.run(arguments, shown);
    }
    Habits habits = Habits.of(habitFiles, new HabitKeys(commands()), arguments, console);
    try {
      return subcommand.run(habits.arguments(), shown);
    } catch (IOException e) {
      throw habits.explain(e);
    }
  }

  /**
   * Answers a command line that does not begin with a command: a question about jnet, or a mistake.
   */
  private int ask(String[] args, Failures failures, Console console) {
    ParseResult result;
    try {
      result = Picocli.parser(outline()).parseArgs(args);
    } catch (ParameterException e) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return failures.misused(message(e, args), command);
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

  /** Explains a mistake. For a mistyped command picocli would speak of an argument. */
  private String message(ParameterException e, String[] args) {
    List<String> names = subcommands.stream().map(Subcommand::name).toList();
    boolean isOutside = e.getCommandLine().getParent() == null;
    if (isOutside && args.length > 1 && args[0].startsWith("-")) {
      return Mistakes.noCommand(List.of(args), names);
    }
    if (e instanceof UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      List<String> words = unmatched.getUnmatched();
      return Mistakes.noSuchCommand(
          words.size() > 1 && words.get(0).equals("help") ? words.get(1) : words.get(0), names);
    }
    return e.getMessage();
  }

  /** The command that the first argument names, or null. */
  private Subcommand first(String[] args) {
    return args.length > 0 ? named(args[0]) : null;
  }

  /** The command that the second argument names, or null. */
  private Subcommand second(String[] args) {
    return args.length > 1 ? named(args[1]) : null;
  }

  private Subcommand named(String name) {
    for (Subcommand subcommand : subcommands) {
      if (name.equals(subcommand.name())) {
        return subcommand;
      }
    }
    return null;
  }

  /** All commands with all their options, as picocli knows them. */
  CommandSpec model() {
    CommandSpec model = root();
    for (Command command : commands()) {
      model.addSubcommand(command.name(), Picocli.parser(Picocli.model(command)));
    }
    return model;
  }

  /** All commands without their options, as picocli knows them. */
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
                "Finds out why a connection is slow, hangs or fails.",
                "",
                "'jnet COMMAND --help' tells the options of a command.",
                "Not sure which? jnet doctor https://www.example.org/",
                "To try one without a network: jnet mtu --lab home www.lab.test");
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
    command.add(Option.NO_CONFIG);
    command.add(Option.DEBUG);
    return command;
  }
}
