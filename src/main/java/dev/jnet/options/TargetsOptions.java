package dev.jnet.options;

import dev.jnet.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which targets are asked about at once, from a file, and how the answers are printed.
 *
 * @param file with one target on each line, or {@code -} for standard input
 * @param ordered whether the answers are printed in the order of the file
 * @param resume a file of earlier answers; targets that are answered there are not asked again
 * @param command the name of the command that asks, as in its answers
 */
public record TargetsOptions(
    String file, boolean ordered, Optional<String> resume, String command) {
  private static final String TARGETS = "--targets";
  private static final String ALL = "--all";

  /** Adds the options to a command, and the operands that may name targets instead. */
  public static void addTo(Command command, String label, String description) {
    command.take(Command.Operands.ANY, label, description);
    command.add(
        Option.value(
            String.class,
            "FILE",
            "Ask all targets in FILE (- for standard input), a line each, at once: 1,000 probes a"
                + " second, or --rate. Prints JSON lines as they finish.",
            TARGETS));
    command.add(Option.flag("With --targets: print in the order of the file.", "--ordered"));
    command.add(
        Option.value(
            String.class,
            "FILE",
            "With --targets: leave out whom the JSON lines in FILE tell of, unless as an error.",
            "--resume"));
  }

  /**
   * The hosts that are named on the command line. A URL stands for its host.
   *
   * @throws CommandException when a host is named with a port or a path
   */
  public static List<String> hosts(Arguments arguments) throws CommandException {
    List<String> hosts = new ArrayList<>();
    for (String word : arguments.operands()) {
      int colon = word.indexOf(':');
      boolean oneColon = colon >= 0 && colon == word.lastIndexOf(':');
      boolean odd =
          oneColon || word.indexOf('%') >= 0 || word.indexOf('/') >= 0 || word.indexOf('[') >= 0;
      hosts.add(odd ? HostWord.host(word, arguments) : word);
    }
    return hosts;
  }

  /**
   * The options as they were given; empty without {@code --targets}.
   *
   * @throws CommandException when targets are named neither here nor on the command line, or in
   *     both
   */
  public static Optional<TargetsOptions> of(Arguments arguments, OutputOptions output)
      throws CommandException {
    String file = arguments.value(TARGETS, null);
    List<String> named = arguments.operands();
    if (file == null) {
      for (String alone : new String[] {"--ordered", "--resume"}) {
        if (arguments.has(alone)) {
          throw new CommandException("usage", alone + " goes with " + TARGETS + " FILE");
        }
      }
      if (named.isEmpty()) {
        String call = "jnet " + arguments.command().name();
        String label = arguments.command().operandLabel();
        String which = Mistakes.which(call, label, arguments.words());
        throw new CommandException("usage", which + ", or " + TARGETS + " FILE");
      }
      return Optional.empty();
    }
    if (!named.isEmpty()) {
      throw new CommandException("usage", TARGETS + " and " + named.get(0) + " exclude each other");
    }
    if (arguments.has(ALL)) {
      throw new CommandException("usage", ALL + " is for names on the command line");
    }
    if (output.quiet()) {
      throw new CommandException("usage", TARGETS + " prints JSON lines: leave -q out");
    }
    return Optional.of(
        new TargetsOptions(
            file,
            arguments.has("--ordered"),
            Optional.ofNullable(arguments.value("--resume", null)),
            arguments.command().name()));
  }
}
