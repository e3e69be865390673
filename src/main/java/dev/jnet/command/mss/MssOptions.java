package dev.jnet.command.mss;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import java.time.Duration;
import java.util.Optional;

/**
 * How {@code jnet mss} asks.
 *
 * @param get the path to ask for by HTTP; empty for no request
 * @param deadline the longest time; without {@code -w} for each of the questions
 */
record MssOptions(Optional<String> get, Duration deadline) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
  private static final Duration MAX_DEADLINE = Duration.ofDays(1);

  static void addTo(Command command) {
    command.add(
        Option.value(
            String.class,
            "/PAGE",
            "Download a page by HTTP, and tell the largest segment that the server really sends.",
            "--get"));
    command.add(Option.time("Give up after so long (default 10 s).", "-w", "--deadline"));
  }

  static MssOptions of(Arguments arguments) throws CommandException {
    return new MssOptions(
        Optional.ofNullable(arguments.value("--get", null)),
        OptionValues.secondsOr(DEFAULT_DEADLINE, arguments, "-w", MAX_DEADLINE));
  }
}
