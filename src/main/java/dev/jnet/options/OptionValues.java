package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of options that have to lie within bounds. */
public final class OptionValues {
  /** Compiled when a size is read: most runs read none. */
  private static final String SIZE = "([0-9]{1,15})([kKmMgG]?)";

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
          "usage", option + " " + arguments.typed(option) + ": must be from " + min + " to " + max);
    }
    return value;
  }

  /**
   * A time, to the nanosecond.
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
   * A time, to the nanosecond; empty where the option was not given.
   *
   * @param max the longest time that may be given, in whole seconds
   * @throws CommandException when the time is not above 0, or longer than {@code max}
   */
  public static Optional<Duration> seconds(Arguments arguments, String option, Duration max)
      throws CommandException {
    return seconds(arguments, option, Duration.ZERO, max);
  }

  /**
   * A time, to the nanosecond, with a lower bound; empty where the option was not given.
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
    double value = time(arguments, option);
    double nanos = value * Nanos.SECOND;
    if (!(nanos >= min.toNanos() && value > 0 && value <= max.toSeconds())) {
      throw new CommandException(
          "usage",
          option
              + " "
              + arguments.typed(option)
              + ": must be above 0, at most "
              + max.toSeconds()
              + " seconds");
    }
    return Optional.of(Duration.ofNanos(Math.max(1, Math.round(nanos))));
  }

  /**
   * A time in seconds that may be 0; {@code usual} where the option was not given.
   *
   * @param max the longest time that may be given, in seconds
   * @throws CommandException when the time is below 0, or longer than {@code max}
   */
  public static double secondsFromZero(double usual, Arguments arguments, String option, double max)
      throws CommandException {
    double value = arguments.has(option) ? time(arguments, option) : usual;
    if (!(value >= 0 && value <= max)) {
      throw new CommandException(
          "usage",
          option
              + " "
              + arguments.typed(option)
              + ": must be from 0 to "
              + Math.round(max)
              + " seconds");
    }
    return value;
  }

  /** The value of an option that was given, in seconds. */
  private static double time(Arguments arguments, String option) throws CommandException {
    String text = arguments.typed(option);
    double value = TimeValue.seconds(text);
    if (Double.isNaN(value)) {
      throw new CommandException(
          "usage",
          option
              + " "
              + text
              + ": write seconds as a number (1 or 0.5), or with a unit (1s, 200ms)");
    }
    return value;
  }

  /**
   * A rate in probes a second; {@code usual} where the option was not given.
   *
   * @throws CommandException when it is not above 0, or above {@code max}
   */
  public static double rate(Arguments arguments, String option, double usual, double max)
      throws CommandException {
    double rate = arguments.value(option, usual);
    if (arguments.has(option) && !(rate > 0 && rate <= max)) {
      throw new CommandException(
          "usage",
          option + " " + arguments.typed(option) + ": must be above 0, at most " + Math.round(max));
    }
    return rate;
  }

  /**
   * A number of bytes, which may end in k, M or G for 1024, 1024² or 1024³ of them; empty where the
   * option was not given.
   *
   * @throws CommandException when it is no such number
   */
  public static OptionalLong bytes(Arguments arguments, String option) throws CommandException {
    String text = arguments.value(option, null);
    if (text == null) {
      return OptionalLong.empty();
    }
    Matcher size = Pattern.compile(SIZE).matcher(text);
    if (!size.matches()) {
      throw new CommandException(
          "usage", option + " " + text + ": write a number of bytes, such as 5000, 64k, 10M or 1G");
    }
    int shift =
        switch (size.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    long number = Long.parseLong(size.group(1));
    return OptionalLong.of(number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift);
  }
}
