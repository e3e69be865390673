package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.unit.Nanos;
import java.time.Duration;

/**
 * How fast probes may leave. Only root may send more than 500 a second, as with ping: a user whom
 * the installed program lets send may not flood a network.
 *
 * @param lifted whether there is no limit: for root, and on a practice network
 */
public record FloodLimit(boolean lifted) {
  /** The shortest time from one probe to the next that ping allows an ordinary user, in ns. */
  static final long MIN_INTERVAL = 2 * Nanos.MILLISECOND;

  /**
   * The highest rate for an ordinary user: one probe each {@link #MIN_INTERVAL}, in probes a
   * second.
   */
  static final double MAX_RATE = 500;

  /**
   * The limit for the user who has started this process.
   *
   * @param options that can ask for too much; without any of them the user is not looked up
   */
  public static FloodLimit of(Arguments arguments, String... options) {
    return new FloodLimit(
        !isAnyGiven(arguments, options) || arguments.has("--lab") || OwnProcess.isRoots());
  }

  private static boolean isAnyGiven(Arguments arguments, String... options) {
    for (String option : options) {
      if (arguments.has(option)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Fails where ping's options ask for more than this user may have. With an interval that is long
   * enough, {@code -f} is for everybody, as with ping.
   *
   * @param rate of {@code --flood-rate} in probes a second; 0 without that
   * @param interval of {@code -i} in seconds
   */
  public void require(Arguments arguments, double rate, double interval) throws CommandException {
    requireRate("--flood-rate", arguments, rate);
    requireInterval("-i", arguments, Duration.ofNanos(Nanos.ofSeconds(interval)));
    if (!lifted && arguments.has("-f") && rate == 0 && !arguments.has("-i")) {
      throw new CommandException(
          "permission",
          "-f: only root may flood; use -f with -i 0.002 (or higher): a probe every 2 ms");
    }
  }

  /**
   * Fails where an option names a rate that only root may ask for.
   *
   * @param rate in probes a second
   */
  public void requireRate(String option, Arguments arguments, double rate) throws CommandException {
    if (!lifted && rate > MAX_RATE) {
      throw new CommandException(
          "permission",
          option
              + " "
              + arguments.typed(option)
              + ": only root may send more than 500 probes a second; use "
              + option
              + " 500 (or lower)");
    }
  }

  /**
   * Fails where an option names an interval that only root may ask for.
   *
   * @param interval from one probe to the next
   */
  public void requireInterval(String option, Arguments arguments, Duration interval)
      throws CommandException {
    if (!lifted && Nanos.of(interval) < MIN_INTERVAL) {
      throw new CommandException(
          "permission",
          option
              + " "
              + arguments.typed(option)
              + ": only root may send more often than every 2 ms; use "
              + option
              + " 0.002 (or higher)");
    }
  }

  /** The rate that is used where the user names none, in probes a second: at most the limit. */
  public double usualRate(double rate) {
    return lifted ? rate : Math.min(rate, MAX_RATE);
  }
}
