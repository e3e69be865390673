package dev.jnet.command.trace;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.FloodLimit;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.options.ViaOption;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Describes and reads the options of {@code jnet trace}. */
final class TraceCommandLine {
  private static final int DEFAULT_LAST = 30;
  private static final int DEFAULT_QUERIES = 3;
  private static final int DEFAULT_ROUNDS = 10;
  private static final Port HTTP = new Port(80);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(3);
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  private TraceCommandLine() {}

  static void addTo(Command command) {
    command.add(
        Option.value(
            String.class,
            "VIA",
            "Probe by icmp, udp[:PORT] or tcp[:PORT]; auto (default) is icmp, and else what the"
                + " target answers.",
            "--via"));
    command.add(
        Option.value(int.class, "TTL", "Begin with this TTL (default 1).", "-f", "--first-ttl"));
    command.add(
        Option.value(int.class, "TTL", "End with this TTL (default 30).", "-m", "--max-ttl"));
    command.add(
        Option.value(
            int.class, "N", "Send so many probes a hop, 1 to 10 (default 3).", "-q", "--queries"));
    command.add(Option.time("Wait no longer for an answer (default 3 s).", "-w", "--wait"));
    command.add(Option.flag("Show addresses, no names.", "-n", "--numeric"));
    command.add(
        Option.value(
            int.class, "N", "Send N flows, 1 to 64, and draw where their ways part.", "--flows"));
    command.add(Option.flag("Leave the MTU of the hops out.", "--no-mtu"));
    command.add(
        Option.value(
            String.class, "FILE", "Draw a picture of the path, as SVG; for one HOST.", "--svg"));
    command.add(
        Option.flag(
            "Go on, a probe a hop each second, and keep the sums: on the screen until q is"
                + " pressed; in a pipe or file every ten rounds, or once after -c rounds. On a"
                + " practice network it ends after ten.",
            "--watch"));
    command.add(
        Option.value(
            int.class, "ROUNDS", "With --watch: end after so many rounds.", "-c", "--count"));
    command.add(Option.time("With --watch: between rounds (default 1 s).", "--interval"));
  }

  /**
   * The options as they were given.
   *
   * @param endless whether a watch without a number of rounds has no end
   */
  static TraceOptions read(Arguments arguments, boolean endless) throws CommandException {
    int first = OptionValues.number(arguments, "-f", 1, 1, Ttl.MAX);
    int last = OptionValues.number(arguments, "-m", Math.max(first, DEFAULT_LAST), 1, Ttl.MAX);
    if (first > last) {
      throw new CommandException("usage", "-f " + first + ": must not be above -m " + last);
    }
    return new TraceOptions(
        via(arguments.value("--via", "auto")),
        new Ttl(first),
        new Ttl(last),
        OptionValues.number(arguments, "-q", DEFAULT_QUERIES, 1, TraceQuestion.MAX_QUERIES),
        OptionValues.number(arguments, "--flows", 1, 1, TraceQuestion.MAX_FLOWS),
        OptionValues.secondsOr(DEFAULT_PATIENCE, arguments, "-w", MAX_WAIT),
        !arguments.has("-n"),
        !arguments.has("--no-mtu"),
        Optional.ofNullable(arguments.value("--svg", null)),
        watching(arguments, endless));
  }

  private static Optional<TraceOptions.Watching> watching(Arguments arguments, boolean endless)
      throws CommandException {
    int rounds =
        OptionValues.number(arguments, "-c", endless ? 0 : DEFAULT_ROUNDS, 1, Integer.MAX_VALUE);
    Duration interval = OptionValues.secondsOr(DEFAULT_INTERVAL, arguments, "--interval", MAX_WAIT);
    FloodLimit.of(arguments, "--interval").requireInterval("--interval", arguments, interval);
    boolean watch = arguments.has("--watch");
    for (String only : List.of("-c", "--interval")) {
      if (arguments.has(only) && !watch) {
        throw new CommandException("usage", only + " is for --watch: add that, or leave it out");
      }
    }
    for (String other : List.of("--svg", "--flows")) {
      if (watch && arguments.has(other)) {
        throw new CommandException(
            "usage", "--watch and " + other + " exclude each other: choose one");
      }
    }
    return watch ? Optional.of(new TraceOptions.Watching(interval, rounds)) : Optional.empty();
  }

  private static Optional<Via> via(String text) throws CommandException {
    return switch (text) {
      case "auto" -> Optional.empty();
      case "udp" -> Optional.of(Via.udp(TraceQuestion.CLOSED_PORT));
      case "tcp" -> Optional.of(Via.tcp(HTTP));
      default -> Optional.of(ViaOption.parse(text, "; or auto, udp, tcp"));
    };
  }
}
