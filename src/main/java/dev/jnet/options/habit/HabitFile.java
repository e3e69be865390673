package dev.jnet.options.habit;

import dev.jnet.console.CommandException;
import dev.jnet.report.Plain;
import java.util.List;

/**
 * A configuration file that has been read.
 *
 * @param name where it lies, for a person
 */
record HabitFile(String name, List<Habit> habits) {
  /** The largest file that is read, in bytes. */
  static final int MAX_BYTES = 65_536;

  /**
   * Reads a file's text.
   *
   * @throws CommandException when it is no TOML, or has more in it than keys with plain values
   */
  static HabitFile of(String name, String text) throws CommandException {
    List<Habit> plain = PlainToml.read(text);
    return new HabitFile(name, plain == null ? AnyToml.read(name, text) : plain);
  }

  /**
   * What is wrong with a line, and on a line of its own what would be right. What a terminal would
   * obey is replaced.
   */
  static CommandException wrong(String name, int line, String what, String allowed) {
    return new CommandException(
        "usage", name + ", line " + line + ": " + Plain.line(what) + "\n  " + allowed);
  }

  /** What is wrong with the value of one of its lines, and what would be right. */
  CommandException wrongValue(Habit habit, String allowed) {
    return wrong(name, habit.line(), habit.key() + " = " + habit.written(), allowed);
  }
}
