package dev.jnet.options.habit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads TOML of the ordinary form: sections, and keys with text, numbers, true or false. The TOML
 * library reads these in the same way, but takes the JVM 100 ms to load. All other forms and every
 * mistake are left to it.
 */
final class PlainToml {
  private static final Pattern LINE =
      Pattern.compile(
          "[ \\t]*(?:\\[([A-Za-z0-9_-]+)]"
              + "|([A-Za-z0-9_-]+)[ \\t]*=[ \\t]*"
              + "(?:\"([^\"\\\\\\p{Cntrl}]*)\"|'([^'\\p{Cntrl}]*)'|(true|false)"
              + "|(-?(?:0|[1-9][0-9]{0,17}))|(-?(?:0|[1-9][0-9]{0,8})\\.[0-9]{1,9})))?"
              + "[ \\t]*(?:#[^\\p{Cntrl}]*)?");

  private PlainToml() {}

  /** The keys of a text; null where it is not of the ordinary form. */
  static List<Habit> read(String text) {
    List<Habit> habits = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String section = "";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher match =
          LINE.matcher(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      if (!match.matches()) {
        return null;
      }
      if (match.group(1) != null) {
        section = match.group(1);
        if (!seen.add(section)) {
          return null;
        }
      } else if (match.group(2) != null) {
        habits.add(new Habit(section, match.group(2), value(match), number));
        String path = section.isEmpty() ? match.group(2) : section + "." + match.group(2);
        if (!seen.add(path)) {
          return null;
        }
      }
    }
    return habits;
  }

  private static Object value(Matcher match) {
    if (match.group(5) != null) {
      return Boolean.valueOf(match.group(5));
    }
    if (match.group(6) != null) {
      return Long.valueOf(match.group(6));
    }
    if (match.group(7) != null) {
      return Double.valueOf(match.group(7));
    }
    return match.group(3) != null ? match.group(3) : match.group(4);
  }
}
