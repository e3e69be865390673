package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.mesh.Direction;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.Tournament;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.OptionValues;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a round measures.
 *
 * @param family the IP version, 4 or 6
 * @param flows how many flows in each direction
 * @param fanout with how many others each member measures; 0 for all
 * @param pairs the directions to measure; empty for all
 */
record RoundOptions(int family, int flows, int fanout, Set<Direction> pairs) {
  /** Up to so many members all measure with all: they have 65,280 directions. */
  private static final int MAX_WHOLE = 256;

  private static final int DEFAULT_FANOUT = 20;
  private static final int MAX_FANOUT = 10_000;
  private static final Duration MAX_EVERY = Duration.ofDays(1);

  static void addTo(Command command) {
    command.add(Option.flag("Measure by IPv6, not IPv4.", "-6", "--ipv6"));
    command.add(
        Option.value(String.class, "A>B,...", "Measure these directions alone.", "--pairs"));
    command.add(
        Option.value(
            int.class, "N", "Measure with N others a member, drawn by chance.", "--fanout"));
    command.add(
        Option.value(
            int.class,
            "N",
            "Flows in each direction, 1 (default) to 16: equal paths one by one.",
            "--flows"));
    command.add(Option.time("Begin a round every TIME, until Ctrl-C.", "--every"));
  }

  static RoundOptions read(Arguments arguments) throws CommandException {
    int flows = number(arguments, "--flows", 1, Order.MAX_FLOWS);
    int fanout = arguments.has("--fanout") ? number(arguments, "--fanout", 1, MAX_FANOUT) : 0;
    Set<Direction> pairs = new HashSet<>();
    String text = arguments.value("--pairs", "");
    for (String each : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
      String[] ends = each.strip().split(">", -1);
      if (ends.length != 2 || !Member.isName(ends[0].strip()) || !Member.isName(ends[1].strip())) {
        throw new CommandException(
            "usage", "--pairs " + text + ": write FROM>TO, with commas between, in quotes");
      }
      Direction pair = new Direction(ends[0].strip(), ends[1].strip());
      if (pair.equals(pair.reversed())) {
        throw new CommandException("usage", "--pairs " + text + ": a pair is of two members");
      }
      pairs.add(pair);
    }
    return new RoundOptions(arguments.has("-6") ? 6 : 4, flows, fanout, Set.copyOf(pairs));
  }

  /** How much later the next round begins; empty for one round alone. */
  static Optional<Duration> every(Arguments arguments) throws CommandException {
    Optional<Duration> every = OptionValues.seconds(arguments, "--every", MAX_EVERY);
    Duration min = Duration.ofNanos(OrderRules.MIN_INTERVAL);
    if (every.isPresent() && every.get().compareTo(min) < 0) {
      throw new CommandException(
          "usage",
          "--every "
              + arguments.typed("--every")
              + ": must be "
              + min.toSeconds()
              + "s or more, because members measure a pair at most every "
              + min.toSeconds()
              + " s");
    }
    return every;
  }

  private static int number(Arguments arguments, String option, int usual, int most)
      throws CommandException {
    int value = arguments.value(option, usual);
    if (value < 1 || value > most) {
      throw new CommandException("usage", option + " " + value + ": 1 to " + most);
    }
    return value;
  }

  /**
   * The turns of a round.
   *
   * @param seed the same seed, the same sample
   * @param complaints is told when there are too many members for all to measure with all
   */
  List<List<Direction>> turns(List<String> members, long seed, Consumer<String> complaints) {
    int others = fanout;
    if (others == 0 && pairs.isEmpty() && members.size() > MAX_WHOLE) {
      others = DEFAULT_FANOUT;
      complaints.accept(
          "of more than %d members each measures with %d others a round, drawn by chance: --fanout"
              .formatted(MAX_WHOLE, others));
    }
    return others > 0 ? Tournament.sample(members, others, seed) : Tournament.turns(members);
  }

  boolean wants(Direction direction) {
    return pairs.isEmpty() || pairs.contains(direction);
  }
}
