package dev.jnet.cli;

import dev.jnet.link.Links;
import dev.jnet.report.FailureDocument;
import dev.jnet.report.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole of jnet: arguments in, text and an exit code out. */
public final class Jnet {
  private static final String NAME = "jnet";
  private static final String DEBUG = "--debug";
  private static final String VERSION = "--version";
  private static final String SHORT_VERSION = "-V";

  static {
    // picocli would look up methods of some twenty classes, from java.time and others, that no
    // option here is of.
    System.setProperty("picocli.converters.excludes", "java.*");
  }

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
            new WalkCommand(stopped),
            new ArpCommand(stopped),
            new InterfacesCommand(),
            new LabCommand());
  }

  /** Runs what the arguments ask for. Never throws; never ends the process. */
  int run(String[] args, Console console) {
    if (args.length == 1 && (args[0].equals(VERSION) || args[0].equals(SHORT_VERSION))) {
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
    CommandLine line = Options.parser(model(args, first)).setAbbreviatedOptionsAllowed(false);
    try {
      ParseResult result = line.parseArgs(args);
      return run(result, console);
    } catch (ParameterException e) {
      return misused(e, args, console);
    } catch (IOException e) {
      return failed(e, args, console);
    } catch (RuntimeException | LinkageError e) {
      return broken(e, args, console);
    }
  }

  private int run(ParseResult result, Console console) throws IOException {
    ParseResult asked = result;
    while (asked.hasSubcommand()) {
      asked = asked.subcommand();
    }
    CommandLine line = asked.commandSpec().commandLine();
    if (asked.isUsageHelpRequested()) {
      console.out().print(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
      return ExitCode.POSITIVE;
    }
    if (asked.isVersionHelpRequested()) {
      console.out().println(Version.text());
      return ExitCode.POSITIVE;
    }
    for (Subcommand subcommand : subcommands) {
      if (result.hasSubcommand()
          && subcommand.name().equals(result.subcommand().commandSpec().name())) {
        return subcommand.run(asked, console);
      }
    }
    console.err().print(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
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

  private int misused(ParameterException e, String[] args, Console console) {
    document(args, "usage", message(e), console);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    console.complain(message(e) + "\n  see '" + spec.qualifiedName() + " --help'");
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
    document(args, Trouble.code(e), e.getMessage(), console);
    console.complain(e.getMessage());
    trace(e, isAmong(args, DEBUG), console.err());
    return Trouble.exitCode(e);
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

  /** The options of all commands. */
  CommandSpec model() {
    return model(subcommands);
  }

  /** The same as far as the arguments need it: a command that is named first is the only one. */
  private CommandSpec model(String[] args, Subcommand first) {
    if (first == null) {
      return model();
    }
    if (first.opensInterfaces() && !isAmong(args, "--lab", "--help", "-h")) {
      Links.expect();
    }
    return model(List.of(first));
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

  private static CommandSpec model(List<Subcommand> subcommands) {
    CommandSpec spec = Options.command(NAME);
    spec.usageMessage()
        .description("Network diagnostics that show the header arithmetic behind each answer.")
        .synopsisSubcommandLabel("COMMAND")
        .footer("", "'jnet COMMAND --help' tells the options of a command.");
    spec.addOption(help());
    spec.addOption(
        OptionSpec.builder(SHORT_VERSION, VERSION)
            .versionHelp(true)
            .type(boolean.class)
            .description("Print the version and exit.")
            .build());
    for (Subcommand subcommand : subcommands) {
      CommandSpec child = subcommand.spec();
      child.addOption(help());
      child.addOption(
          OptionSpec.builder(DEBUG)
              .type(boolean.class)
              .description("Show the stack trace of an error.")
              .build());
      child.usageMessage().autoWidth(false).width(80).abbreviateSynopsis(true);
      spec.addSubcommand(child.name(), Options.parser(child));
    }
    return spec;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Show this help and exit.")
        .build();
  }
}
