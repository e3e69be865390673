package dev.jnet.options;

import java.util.List;

/**
 * An option of a command: how help describes it, and how its value is read.
 *
 * @param names its names, each with its dashes
 * @param type of its value: int, long, double or String; boolean where it has none
 * @param label the name of its value in help; empty where it has none
 * @param description for help
 * @param alone its value where it is given without one; null where it needs a value
 */
public record Option(
    List<String> names, Class<?> type, String label, String description, String alone) {
  /** An option of each command, and of jnet itself. */
  public static final Option HELP = flag("Show this help and exit.", "-h", "--help");

  /** An option of jnet itself. */
  public static final Option VERSION = flag("Print the version and exit.", "-V", "--version");

  /** An option of each command. */
  public static final Option DEBUG = flag("Show the stack trace of an error.", "--debug");

  /** An option of each command. */
  public static final Option NO_CONFIG =
      flag("Ignore the configuration files; see jnet(1).", "--no-config");

  /** An option that has no value: it is given or not. */
  public static Option flag(String description, String... names) {
    return new Option(List.of(names), boolean.class, "", description, null);
  }

  /** An option with a value. */
  public static Option value(Class<?> type, String label, String description, String... names) {
    return new Option(List.of(names), type, label, description, null);
  }

  /** An option whose value is a time; {@link OptionValues#seconds} reads it. */
  public static Option time(String description, String... names) {
    return new Option(List.of(names), String.class, "TIME", description, null);
  }

  /**
   * This option with a value that may be left out.
   *
   * @param usual its value then
   */
  public Option or(String usual) {
    return new Option(names, type, label, description, usual);
  }

  /** Whether both are the same option. A record's own equals takes the JVM 10 ms, once. */
  boolean is(Option other) {
    return names.get(0).equals(other.names.get(0));
  }

  /** Whether the option has no value: it is given or not. */
  public boolean isFlag() {
    return type == boolean.class;
  }
}
