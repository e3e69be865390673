package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.neighbor.Patience;
import dev.jnet.options.Arguments;
import dev.jnet.options.FloodLimit;
import dev.jnet.options.Mistakes;
import dev.jnet.options.OptionValues;
import dev.jnet.options.TargetsOptions;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.List;

/**
 * What {@code jnet arp} does.
 *
 * @param mode the option that selects the question, such as {@code --scan}; empty for the usual
 *     question
 * @param targets what the question is about: addresses, a range or a MAC address; one empty text
 *     when the mode takes none
 * @param patience how often the usual question is asked, and how long to wait
 * @param answerWait the shortest wait for an answer of a scan, in ns; 0 for the default
 * @param deadline the longest duration in ns; 0 for no limit
 */
record ArpOptions(
    String mode, List<String> targets, Patience patience, long answerWait, long deadline) {
  private static final List<String> MODES =
      List.of("--probe", "--announce", "--watch", "--reverse", "--scan");

  /** The longest time that an option may give. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The options as they were given. */
  static ArpOptions of(Arguments arguments) throws CommandException {
    long deadline = nanos(arguments, "-w", Duration.ZERO);
    List<String> names = arguments.operands();
    String mode = mode(arguments);
    boolean named = mode.isEmpty() || mode.equals("--probe") || mode.equals("--announce");
    if (named == names.isEmpty()) {
      throw new CommandException(
          "usage",
          named
              ? Mistakes.which(("jnet arp " + mode).strip(), "ADDRESS", arguments.words())
              : mode + " takes no ADDRESS: " + names.get(0));
    }
    requireTogether(arguments, mode);
    Patience patience = patience(arguments);
    long wait = nanos(arguments, "--wait", Duration.ZERO);
    List<String> targets =
        named ? TargetsOptions.hosts(arguments) : List.of(value(arguments, mode));
    return new ArpOptions(mode, targets, patience, wait, deadline);
  }

  private static String value(Arguments arguments, String mode) {
    return mode.equals("--watch") ? "" : arguments.value(mode, "");
  }

  /** Fails when an option belongs to another question than the selected one. */
  private static void requireTogether(Arguments arguments, String mode) throws CommandException {
    if (!mode.isEmpty() && arguments.has("-c")) {
      throw new CommandException("usage", "-c goes with a plain question, not with " + mode);
    }
    if (arguments.has("-f") && (!mode.isEmpty() || arguments.has("-c"))) {
      throw new CommandException(
          "usage",
          "-f ends with the first answer: leave " + (mode.isEmpty() ? "-c" : mode) + " out");
    }
    if (arguments.has("--interval") && !arguments.has("-c")) {
      throw new CommandException("usage", "--interval goes with -c COUNT: how often to ask?");
    }
    if (arguments.has("--force") && !(mode.isEmpty() && arguments.has("-s"))) {
      throw new CommandException(
          "usage", "--force goes with -s ADDRESS and a plain question: from which address?");
    }
    if (arguments.has("--wait") && !mode.equals("--scan")) {
      throw new CommandException("usage", "--wait goes with --scan; -w gives up after so long");
    }
  }

  private static String mode(Arguments arguments) throws CommandException {
    String mode = "";
    for (String each : MODES) {
      if (arguments.has(each)) {
        if (!mode.isEmpty()) {
          throw new CommandException(
              "usage", mode + " and " + each + " exclude each other: take one");
        }
        mode = each;
      }
    }
    return mode;
  }

  private static Patience patience(Arguments arguments) throws CommandException {
    long interval = nanos(arguments, "--interval", Duration.ofSeconds(1));
    if (!arguments.has("-c")) {
      return arguments.has("-f") ? Patience.FIRST_ANSWER : Patience.ALL_ANSWERS;
    }
    int count = arguments.value("-c", 1);
    if (count < 1) {
      throw new CommandException("usage", "-c " + arguments.typed("-c") + ": must be 1 or more");
    }
    FloodLimit.of(arguments, "--interval")
        .requireInterval("--interval", arguments, Duration.ofNanos(interval));
    Patience usual = Patience.ALL_ANSWERS;
    return new Patience(count, interval, usual.silence(), usual.linger());
  }

  /** The value of an option in ns; {@code usual} where it was not given. */
  private static long nanos(Arguments arguments, String option, Duration usual)
      throws CommandException {
    return Nanos.of(OptionValues.secondsOr(usual, arguments, option, LONGEST));
  }
}
