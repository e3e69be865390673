package dev.jnet.options.habit;

import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.options.Suggestions;
import dev.jnet.options.TimeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which options may be habits. Options that choose the form of an answer, name a file to write,
 * permit something dangerous or ask another question have to be given each time.
 */
public final class HabitKeys {
  private static final Set<String> KEYS =
      Set.of(
          "absolute",
          "brief",
          "cacert",
          "color",
          "count",
          "creds",
          "deadline",
          "dns",
          "interface",
          "interval",
          "ipv4",
          "ipv6",
          "mark",
          "max",
          "max-size",
          "max-ttl",
          "name",
          "nats",
          "no-follow",
          "no-mtu",
          "numeric",
          "pmtudisc",
          "queries",
          "rate",
          "source",
          "tls-ca",
          "tos",
          "ttl",
          "verbose",
          "via",
          "wait",
          "wire-only");

  /** Options that go with another one, so that a habit would be in the way without it. */
  private static final Map<String, Set<String>> EXCEPT =
      Map.of(
          "arp", Set.of("count", "interval", "wait"),
          "trace", Set.of("count", "interval"));

  private final List<Command> commands;

  /** The keys of these commands. */
  public HabitKeys(List<Command> commands) {
    this.commands = commands;
  }

  /** The keys that may be in a command's section, in order. */
  public static Set<String> of(Command command) {
    Set<String> keys = new TreeSet<>();
    for (Option option : command.options()) {
      String key = key(option);
      if (KEYS.contains(key) && !EXCEPT.getOrDefault(command.name(), Set.of()).contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The option that a key of a command stands for; empty where it stands for none. */
  static Optional<Option> option(Command command, String key) {
    return of(command).contains(key)
        ? command.options().stream().filter(each -> key(each).equals(key)).findFirst()
        : Optional.empty();
  }

  private static String key(Option option) {
    return option.names().stream()
        .filter(name -> name.startsWith("--"))
        .findFirst()
        .orElse("--")
        .substring(2);
  }

  /**
   * Checks each key of a file, and that its value is of the option's kind.
   *
   * @throws CommandException for the first that is wrong
   */
  void check(HabitFile file) throws CommandException {
    for (Habit habit : file.habits()) {
      List<Command> meant =
          commands.stream()
              .filter(each -> habit.section().isEmpty() || habit.section().equals(each.name()))
              .toList();
      if (meant.isEmpty()) {
        throw noSuchSection(file, habit);
      }
      List<Option> options =
          meant.stream().flatMap(each -> option(each, habit.key()).stream()).toList();
      if (options.isEmpty()) {
        throw noSuchKey(file, habit, meant);
      }
      for (Option option : options) {
        checkValue(file, habit, option);
      }
    }
  }

  private CommandException noSuchSection(HabitFile file, Habit habit) {
    List<String> names =
        commands.stream().filter(each -> !of(each).isEmpty()).map(Command::name).toList();
    String section = habit.section();
    return HabitFile.wrong(
        file.name(),
        habit.line(),
        "[" + section + "] is not a command" + meant(section, names),
        "sections: " + String.join(", ", names) + "; keys above the first are for all commands");
  }

  private static CommandException noSuchKey(HabitFile file, Habit habit, List<Command> meant) {
    Set<String> keys = new TreeSet<>();
    meant.forEach(each -> keys.addAll(of(each)));
    String place =
        habit.section().isEmpty() ? "above all sections" : "in [" + habit.section() + "]";
    String allowed = keys.isEmpty() ? "nothing" : String.join(", ", keys);
    return HabitFile.wrong(
        file.name(),
        habit.line(),
        habit.key() + " cannot be set in this file" + meant(habit.key(), List.copyOf(keys)),
        "allowed " + place + ": " + allowed);
  }

  private static String meant(String word, List<String> words) {
    List<String> near = Suggestions.nearest(word, words);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static void checkValue(HabitFile file, Habit habit, Option option)
      throws CommandException {
    Object value = habit.value();
    if (option.isFlag()) {
      require(value instanceof Boolean, file, habit, "write true or false, without quotes");
    } else if (option.type() == int.class) {
      boolean fits = value instanceof Long number && number == (int) (long) number;
      require(fits, file, habit, "write a whole number, without quotes");
    } else if (option.type() == long.class) {
      require(value instanceof Long, file, habit, "write a whole number, without quotes");
    } else if (option.type() == double.class) {
      boolean number = value instanceof Long || value instanceof Double;
      require(number, file, habit, "write a number, without quotes");
    } else if (option.label().equals("TIME")) {
      boolean time = !Double.isNaN(TimeValue.seconds(habit.typed()));
      require(time, file, habit, "write seconds as a number, or with a unit: \"200ms\", \"2m\"");
    } else if (option.names().contains("--color")) {
      boolean known = Set.of("auto", "always", "never").contains(habit.typed());
      require(known, file, habit, "write \"auto\", \"always\" or \"never\"");
    } else {
      require(!(value instanceof Boolean), file, habit, "write text in quotes");
    }
  }

  private static void require(boolean right, HabitFile file, Habit habit, String allowed)
      throws CommandException {
    if (!right) {
      throw file.wrongValue(habit, allowed);
    }
  }
}
