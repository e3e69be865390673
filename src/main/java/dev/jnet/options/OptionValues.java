package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.Optional;

/** Values of options that have to lie within bounds. */
public final class OptionValues {
  private OptionValues() {}

  /**
   * A whole number.
   *
   * @param usual the number where the option was not given; it is not checked
   * @throws CommandException when the number is below {@code min} or above {@code max}
   */
  public static int number(Arguments arguments, String option, int usual, int min, int max)
      throws CommandException {
    int value = arguments.value(option, usual);
    if (arguments.has(option) && (value < min || value > max)) {
      throw new CommandException(
          "usage", option + " " + value + ": must be from " + min + " to " + max);
    }
    return value;
  }

  /**
   * A time that was given in seconds, to the nanosecond.
   *
   * @param usual the time where the option was not given; it is not checked
   * @param max the longest time that may be given, in whole seconds
   * @throws CommandException when the time is not above 0, or longer than {@code max}
   */
  public static Duration secondsOr(Duration usual, Arguments arguments, String option, Duration max)
      throws CommandException {
    return seconds(arguments, option, max).orElse(usual);
  }

  /**
   * A time that was given in seconds, to the nanosecond; empty where the option was not given.
   *
   * @param max the longest time that may be given, in whole seconds
   * @throws CommandException when the time is not above 0, or longer than {@code max}
   */
  public static Optional<Duration> seconds(Arguments arguments, String option, Duration max)
      throws CommandException {
    return seconds(arguments, option, Duration.ZERO, max);
  }

  /**
   * A time that was given in seconds, to the nanosecond, and that has to be of some length.
   *
   * @param min the shortest time that may be given
   * @param max the longest time that may be given, in whole seconds
   * @throws CommandException when the time is not above 0, or out of these bounds
   */
  public static Optional<Duration> seconds(
      Arguments arguments, String option, Duration min, Duration max) throws CommandException {
    if (!arguments.has(option)) {
      return Optional.empty();
    }
    double value = arguments.value(option, 0.0);
    double nanos = value * Nanos.SECOND;
    if (!(value > 0 && nanos >= min.toNanos() && value <= max.toSeconds())) {
      throw new CommandException(
          "usage",
          option + " " + value + ": must be above 0, at most " + max.toSeconds() + " seconds");
    }
    return Optional.of(Duration.ofNanos(Math.max(1, Math.round(nanos))));
  }
}
