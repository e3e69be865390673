package dev.jnet.options.habit;

import dev.jnet.console.CommandException;

/** Reads configuration files for tests of other packages. */
public final class HabitReading {
  private HabitReading() {}

  /**
   * Reads the text of a file.
   *
   * @throws CommandException when it is wrong, as for a real file
   */
  public static void read(String text) throws CommandException {
    HabitFile.of("config.toml", text);
  }
}
