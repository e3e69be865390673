package dev.jnet.command.trace;

import dev.jnet.console.CommandException;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.trace.TraceQuestion;
import java.util.Optional;

/**
 * How a trace is to be done.
 *
 * @param via what probes travel in; empty to find that out
 * @param first the smallest TTL
 * @param most the largest TTL
 * @param queries probes a hop
 * @param flows how many flows
 * @param patience the longest wait for an answer, in ns
 * @param names whether to look for names
 * @param mtu whether to find the MTU as well
 * @param csv whether to print comma-separated values
 * @param svg the file for a picture
 * @param watch whether, and how, to go on and on
 */
public record TraceOptions(
    Optional<Via> via,
    int first,
    int most,
    int queries,
    int flows,
    long patience,
    boolean names,
    boolean mtu,
    boolean csv,
    Optional<String> svg,
    Optional<Watching> watch) {
  /**
   * How to go on and on.
   *
   * @param interval ns between the beginnings of two rounds
   * @param rounds how many; 0 for no end
   */
  record Watching(long interval, int rounds) {}

  private static final int DEFAULT_ROUNDS = 10;
  private static final double DEFAULT_INTERVAL = 1;
  private static final double SECOND = 1e9;
  private static final int DEFAULT_MOST = 30;
  private static final int HTTP = 80;
  private static final int DEFAULT_QUERIES = 3;
  private static final double DEFAULT_PATIENCE = 3;
  private static final double LONGEST_PATIENCE = 3600;

  /** Adds the options to a command. */
  static void addTo(Command command) {
    command.add(
        Option.value(
            String.class,
            "VIA",
            "Probe by icmp, udp[:PORT] or tcp[:PORT]; auto (default) is icmp, and else what the"
                + " target answers.",
            "--via"));
    command.add(Option.value(int.class, "TTL", "Begin with this TTL (default 1).", "-f"));
    command.add(Option.value(int.class, "TTL", "End with this TTL (default 30).", "-m"));
    command.add(
        Option.value(int.class, "N", "Send so many probes a hop, 1 to 10 (default 3).", "-q"));
    command.add(
        Option.value(double.class, "SECONDS", "Wait no longer for an answer (default 3).", "-w"));
    command.add(Option.flag("Show no names.", "-n"));
    command.add(
        Option.value(
            int.class, "N", "Send N flows, 1 to 64, and draw where their ways part.", "--flows"));
    command.add(Option.flag("Leave the MTU of the hops out.", "--no-mtu"));
    command.add(Option.flag("Print comma-separated values, a line an answer.", "--csv"));
    command.add(
        Option.value(
            String.class, "FILE", "Draw a picture of the path, as SVG; for one HOST.", "--svg"));
    command.add(
        Option.flag(
            "Go on, a probe a hop each second, and keep the sums: on the screen until q is"
                + " pressed, in a pipe for -c rounds.",
            "--watch"));
    command.add(Option.value(int.class, "ROUNDS", "With --watch: end after so many rounds.", "-c"));
    command.add(
        Option.value(
            double.class, "SECONDS", "With --watch: between rounds (default 1).", "--interval"));
  }

  /**
   * The options as they were given.
   *
   * @param endless whether a watch without a number of rounds has no end
   */
  static TraceOptions of(Arguments arguments, boolean endless) throws CommandException {
    int first = number(arguments, "-f", 1, TraceQuestion.LARGEST_TTL, 1);
    int most = number(arguments, "-m", 1, TraceQuestion.LARGEST_TTL, Math.max(first, DEFAULT_MOST));
    if (first > most) {
      throw new CommandException("usage", "-f " + first + ": must not be above -m " + most);
    }
    double patience = arguments.value("-w", DEFAULT_PATIENCE);
    if (!(patience > 0 && patience <= LONGEST_PATIENCE)) {
      throw new CommandException(
          "usage", "-w " + patience + ": must be above 0, at most 3600 seconds");
    }
    return new TraceOptions(
        via(arguments.value("--via", "auto")),
        first,
        most,
        number(arguments, "-q", 1, TraceQuestion.MAX_QUERIES, DEFAULT_QUERIES),
        number(arguments, "--flows", 1, TraceQuestion.MAX_FLOWS, 1),
        Math.max(1, (long) (patience * SECOND)),
        !arguments.has("-n"),
        !arguments.has("--no-mtu"),
        arguments.has("--csv"),
        Optional.ofNullable(arguments.value("--svg", null)),
        watching(arguments, endless));
  }

  /** The same with other packets. */
  public TraceOptions with(Optional<Via> otherVia) {
    return new TraceOptions(
        otherVia, first, most, queries, flows, patience, names, mtu, csv, svg, watch);
  }

  private static Optional<Watching> watching(Arguments arguments, boolean endless)
      throws CommandException {
    int rounds = number(arguments, "-c", 1, Integer.MAX_VALUE, endless ? 0 : DEFAULT_ROUNDS);
    double interval = arguments.value("--interval", DEFAULT_INTERVAL);
    if (!(interval > 0 && interval <= LONGEST_PATIENCE)) {
      throw new CommandException(
          "usage", "--interval " + interval + ": must be above 0, at most 3600");
    }
    for (String only : new String[] {"-c", "--interval"}) {
      if (arguments.has(only) && !arguments.has("--watch")) {
        throw new CommandException("usage", only + " is for --watch: add that, or leave it out");
      }
    }
    if (arguments.has("--watch")) {
      for (String other : new String[] {"--csv", "--svg", "--flows"}) {
        if (arguments.has(other)) {
          throw new CommandException(
              "usage", "--watch and " + other + " exclude each other: choose one");
        }
      }
      return Optional.of(new Watching(Math.max(1, (long) (interval * SECOND)), rounds));
    }
    return Optional.empty();
  }

  private static Optional<Via> via(String text) throws CommandException {
    if (text.equals("auto")) {
      return Optional.empty();
    }
    if (text.equals("udp")) {
      return Optional.of(new Via(Via.Kind.UDP, TraceQuestion.CLOSED_PORT));
    }
    if (text.equals("tcp")) {
      return Optional.of(new Via(Via.Kind.TCP, HTTP));
    }
    try {
      return Optional.of(Via.parse(text));
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", "--via " + e.getMessage() + "; or auto, udp, tcp");
    }
  }

  private static int number(Arguments arguments, String name, int least, int most, int usual)
      throws CommandException {
    int value = arguments.value(name, usual);
    if (arguments.has(name) && (value < least || value > most)) {
      throw new CommandException(
          "usage", name + " " + value + ": must be from " + least + " to " + most);
    }
    return value;
  }

  /** The same options, with what this user may probe with. */
  TraceOptions allowed(Access access) throws CommandException {
    return with(UnprivilegedProbes.allowed(via, access));
  }
}
