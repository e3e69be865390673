package dev.jnet.options.habit;

import dev.jnet.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads TOML of any form by a library. */
final class AnyToml {
  private static final String FORM =
      "write key = \"text\", key = 5 or key = true, and [mtu] above what is for mtu alone";

  private AnyToml() {}

  /**
   * The keys of a text.
   *
   * @param name of its file, for a person
   * @throws CommandException when it is no TOML, or a key has another value than text, a number,
   *     true or false
   */
  static List<Habit> read(String name, String text) throws CommandException {
    TomlParseResult all = parse(name, text);
    List<Habit> habits = new ArrayList<>();
    for (String key : all.keySet()) {
      if (all.get(List.of(key)) instanceof TomlTable section) {
        for (String inner : section.keySet()) {
          habits.add(habit(name, key, inner, section));
        }
      } else {
        habits.add(habit(name, "", key, all));
      }
    }
    return habits;
  }

  private static TomlParseResult parse(String name, String text) throws CommandException {
    try {
      TomlParseResult all = Toml.parse(text);
      if (all.hasErrors()) {
        throw invalid(name, all.errors().get(0));
      }
      return all;
    } catch (TomlParseError e) { // not collected, but thrown: a wrong escape in a quoted key
      throw invalid(name, e);
    }
  }

  private static CommandException invalid(String name, TomlParseError error) {
    String what = error.getMessage().replaceFirst("(?s), expected .*", "");
    return HabitFile.wrong(name, error.position().line(), "not valid TOML: " + what, FORM);
  }

  private static Habit habit(String name, String section, String key, TomlTable table)
      throws CommandException {
    List<String> path = List.of(key);
    Object value = table.get(path);
    int line = table.inputPositionOf(path).line();
    if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return new Habit(section, key, value, line);
    }
    throw HabitFile.wrong(name, line, key + ": must be text, a number, true or false", FORM);
  }
}
