package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.FloodLimit;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.Optional;

/**
 * When probes leave, and when the ping ends: {@code -c}, {@code -i}, {@code -w}, {@code -W}, {@code
 * -f} and {@code --flood-rate}.
 */
final class ScheduleOptions {
  private static final Duration MAX_TIME = Duration.ofSeconds(1_000_000);
  private static final Duration MIN_WAIT = Duration.ofNanos(Nanos.MICROSECOND);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration DEFAULT_LATE_AFTER = Duration.ofSeconds(1);

  /** The longest time between two probes of a flood, in ns: at least 100 leave each second. */
  private static final long FLOOD_INTERVAL = 10 * Nanos.MILLISECOND;

  /**
   * The shortest interval in seconds. A shorter one means that a probe leaves as soon as the last
   * is answered.
   */
  private static final double MIN_INTERVAL = 1e-6;

  private static final double MAX_RATE = 1e6;

  /**
   * How many probes a ping on a practice network sends. Its time is virtual, so that it would run
   * without end.
   */
  private static final long LAB_COUNT = 10;

  private ScheduleOptions() {}

  static void addTo(Command command) {
    command.add(
        Option.value(
            long.class, "N", "Stop after N probes; with -w after N answers.", "-c", "--count"));
    command.add(Option.time("From one probe to the next (default 1 s).", "-i", "--interval"));
    command.add(Option.time("End after so long.", "-w", "--deadline"));
    command.add(
        Option.time(
            "Wait so long for a first answer (default 10 s); answers that take longer are called"
                + " late (default 1 s).",
            "-W",
            "--wait"));
    command.add(
        Option.flag(
            "Flood: the next as soon as one is answered, at least 100 a second. A dot is a probe"
                + " that is not answered yet.",
            "-f",
            "--flood"));
    command.add(
        Option.value(
            double.class,
            "PPS",
            "Flood with exactly so many a second, answered or not.",
            "--flood-rate"));
  }

  /**
   * The schedule that the options describe.
   *
   * @param lab whether it is for a practice network
   */
  static Schedule read(Arguments arguments, boolean lab) throws CommandException {
    long count = arguments.value("-c", 0L);
    if (arguments.has("-c") && count < 1) {
      throw new CommandException("usage", "-c " + arguments.typed("-c") + ": must be at least 1");
    }
    Optional<Duration> deadline = OptionValues.seconds(arguments, "-w", MAX_TIME);
    double rate = rate(arguments);
    double interval = interval(arguments);
    boolean flood = arguments.has("-f");
    FloodLimit limit = FloodLimit.of(arguments, "-f", "-i", "--flood-rate");
    limit.require(arguments, rate, interval);
    boolean eager = rate == 0 && ((flood && limit.lifted()) || interval < MIN_INTERVAL);
    Optional<Duration> wait = OptionValues.seconds(arguments, "-W", MIN_WAIT, MAX_TIME);
    return new Schedule(
        count == 0 && deadline.isEmpty() && lab ? LAB_COUNT : count,
        rate > 0 ? Math.round(Nanos.SECOND / rate) : step(arguments, interval, eager),
        eager,
        Nanos.of(deadline.orElse(Duration.ZERO)),
        Nanos.of(wait.orElse(DEFAULT_PATIENCE)),
        Nanos.of(wait.orElse(DEFAULT_LATE_AFTER)));
  }

  /** The rate in probes a second; 0 without {@code --flood-rate}. */
  private static double rate(Arguments arguments) throws CommandException {
    return OptionValues.rate(arguments, "--flood-rate", 0, MAX_RATE);
  }

  /** The time from one probe to the next in seconds, 0 or more. */
  private static double interval(Arguments arguments) throws CommandException {
    return OptionValues.secondsFromZero(1, arguments, "-i", (double) MAX_TIME.toSeconds());
  }

  /** The time from one probe to the next in ns, when no rate is given. */
  private static long step(Arguments arguments, double interval, boolean eager) {
    long given = Math.max(1, Math.round(interval * Nanos.SECOND));
    return eager && !(arguments.has("-f") && arguments.has("-i")) ? FLOOD_INTERVAL : given;
  }
}
