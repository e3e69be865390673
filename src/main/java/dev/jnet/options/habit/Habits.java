package dev.jnet.options.habit;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.options.Arguments;
import dev.jnet.options.Option;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The habits that are in force for one command line.
 *
 * @param arguments the command line with the habits
 * @param sources the file that each habit in force comes from, by an option's first name
 */
public record Habits(Arguments arguments, Map<String, Source> sources) {
  /** Options that a script reads the answer of: what only changes its form is left out then. */
  private static final List<String> FOR_SCRIPTS =
      List.of("--json", "--quiet", "--nagios", "--csv", "--markdown", "--targets");

  private static final Set<String> FORM = Set.of("absolute", "brief", "color", "verbose");

  /** Habits that give way to an option on the command line, besides the option of their name. */
  private static final Map<String, Set<String>> GIVE_WAY =
      Map.of(
          "--ipv4", Set.of("ipv6"),
          "--ipv6", Set.of("ipv4"),
          "--source", Set.of("ipv4", "ipv6"),
          "-I", Set.of("interface", "source"),
          "--lab", Set.of("interface", "source", "mark", "dns", "nats", "creds", "tls-ca"),
          "--kernel", Set.of("mark", "interface"),
          "--explain", Set.of("via"),
          "--broadcast", Set.of("via"),
          "--hex", Set.of("brief"));

  private static final Set<String> FAMILY = Set.of("ipv4", "ipv6");

  /** An address, an address with a port, or a URL with an address. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(\\w+://)?([0-9]+(\\.[0-9]+){3}([:/].*)?|\\[.*)|[0-9a-fA-F]*:[0-9a-fA-F]*:[^/]*");

  /** A habit, and the file that it stands in. */
  record Source(HabitFile file, Habit habit) {}

  /**
   * Adds the habits of files to a command line.
   *
   * @param keys what may stand in the files
   * @throws IOException when a file cannot be read, or is wrong
   */
  public static Habits of(HabitFiles files, HabitKeys keys, Arguments given, Console console)
      throws IOException {
    boolean tell = given.has("--verbose");
    List<HabitFile> read =
        files.read(
            skipped -> {
              if (tell) {
                console.complain(skipped);
              }
            });
    Map<String, Source> sources = new LinkedHashMap<>();
    for (HabitFile file : read) {
      keys.check(file);
      // what is for one command is stronger than what is for all
      for (String section : List.of("", given.command().name())) {
        for (Habit habit : file.habits()) {
          if (habit.section().equals(section)) {
            HabitKeys.option(given.command(), habit.key())
                .ifPresent(option -> sources.put(option.names().get(0), new Source(file, habit)));
          }
        }
      }
    }
    sources.values().removeIf(source -> !isInForce(source.habit(), given));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Source> each : sources.entrySet()) {
      Habit habit = each.getValue().habit();
      Option option = HabitKeys.option(given.command(), habit.key()).orElseThrow();
      values.put(each.getKey(), value(habit, option));
    }
    Habits habits = new Habits(new HabitArguments(given, values), sources);
    if (tell && !sources.isEmpty()) {
      console.complain(habits.inForce());
    }
    return habits;
  }

  /** A habit is in force unless the command line, or what reads the answer, has it otherwise. */
  private static boolean isInForce(Habit habit, Arguments given) {
    boolean forScript = FOR_SCRIPTS.stream().anyMatch(given::has);
    return !given.has("--" + habit.key())
        && !Boolean.FALSE.equals(habit.value())
        && !(forScript && FORM.contains(habit.key()))
        && !(FAMILY.contains(habit.key()) && given.words().stream().anyMatch(Habits::isAddress))
        && GIVE_WAY.entrySet().stream()
            .noneMatch(each -> given.has(each.getKey()) && each.getValue().contains(habit.key()));
  }

  private static boolean isAddress(String word) {
    return ADDRESS.matcher(word).matches();
  }

  private static Object value(Habit habit, Option option) {
    if (option.isFlag()) {
      return true;
    }
    if (habit.value() instanceof Long number && option.type() == int.class) {
      return number.intValue();
    }
    if (habit.value() instanceof Number number && option.type() == double.class) {
      return number.doubleValue();
    }
    return option.type() == long.class ? habit.value() : habit.typed();
  }

  /** Which habits are in force, as options, with their files. */
  private String inForce() {
    StringBuilder text = new StringBuilder("from the configuration file:");
    String file = "";
    for (Source source : sources.values()) {
      Habit habit = source.habit();
      text.append(" --").append(habit.key());
      text.append(habit.value() instanceof Boolean ? "" : " " + habit.typed());
      file = source.file().name();
    }
    boolean one = sources.values().stream().map(Source::file).distinct().count() == 1;
    return text.append(one ? " (from " + file + ")" : " (from " + files() + ")").toString();
  }

  private String files() {
    return String.join(
        " and ", sources.values().stream().map(each -> each.file().name()).distinct().toList());
  }

  /**
   * What kept a command with these habits from an answer. Where it is the value of a habit, the
   * message names its line; otherwise it says that there were habits.
   */
  public IOException explain(IOException e) {
    if (sources.isEmpty() || CommandException.exitCode(e) != ExitCode.TROUBLE) {
      return e;
    }
    String message = CommandException.message(e);
    for (Map.Entry<String, Source> each : sources.entrySet()) {
      Source source = each.getValue();
      Option option = HabitKeys.option(arguments.command(), source.habit().key()).orElseThrow();
      for (String name : option.names()) {
        String start = name + " " + source.habit().typed() + ": ";
        if (message.startsWith(start)) {
          return source.file().wrongValue(source.habit(), message.substring(start.length()));
        }
      }
    }
    return new CommandException(
        CommandException.code(e), message + "\n  " + inForce() + "; --no-config leaves them out");
  }
}
