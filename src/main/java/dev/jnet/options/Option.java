package dev.jnet.options;

import java.util.List;

/**
 * An option of a command, as its help tells of it and its arguments are read.
 *
 * @param names all that it is called by, each with its dashes
 * @param type of its value: int, long, double or String; boolean where it has none
 * @param label what help calls its value; empty where it has none
 * @param description for help
 * @param alone its value where it stands without one; null where it may not
 */
public record Option(
    List<String> names, Class<?> type, String label, String description, String alone) {
  /** Of each command, and of jnet itself. */
  public static final Option HELP = flag("Show this help and exit.", "-h", "--help");

  /** Of jnet itself. */
  public static final Option VERSION = flag("Print the version and exit.", "-V", "--version");

  /** Of each command. */
  public static final Option DEBUG = flag("Show the stack trace of an error.", "--debug");

  /** An option that is there or not. */
  public static Option flag(String description, String... names) {
    return new Option(List.of(names), boolean.class, "", description, null);
  }

  /** An option with a value. */
  public static Option value(Class<?> type, String label, String description, String... names) {
    return new Option(List.of(names), type, label, description, null);
  }

  /** The same with a value that may be left out. */
  public Option or(String usual) {
    return new Option(names, type, label, description, usual);
  }

  /** Whether it goes by the same name. A record's own equals takes the JVM 10 ms, once. */
  boolean is(Option other) {
    return names.get(0).equals(other.names.get(0));
  }

  /** Whether it is there or not, and has no value. */
  boolean isFlag() {
    return type == boolean.class;
  }
}
