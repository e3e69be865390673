package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping in a YAML file whose keys are settings. What is wrong with one is told with its name.
 *
 * @param name of the section, as messages tell it; empty for a whole file
 * @param settings its keys and values
 */
public record YamlSection(String name, Map<?, ?> settings) {
  private static final Duration MAX_TIME = Duration.ofMinutes(2);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s|m)");

  /**
   * Reads a section.
   *
   * @param value what stands in the file; null where nothing does
   * @param known the keys that it may have
   * @throws CommandException when it is no mapping, or has another key
   */
  public static YamlSection of(String name, Object value, Set<String> known)
      throws CommandException {
    if (value == null) {
      return new YamlSection(name, Map.of());
    }
    if (!(value instanceof Map<?, ?> settings)) {
      throw new CommandException(
          "usage",
          (name.isEmpty() ? "it " : name + ": ")
              + "must be a mapping: write its settings below it, indented");
    }
    YamlSection section = new YamlSection(name, settings);
    for (Object key : settings.keySet()) {
      if (!(key instanceof String word) || !known.contains(word)) {
        throw new CommandException(
            "usage",
            (name.isEmpty() ? "" : name + ": ")
                + "unknown setting '"
                + word(key)
                + "'; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return section;
  }

  /** A section below this one. */
  public YamlSection section(String key, Set<String> known) throws CommandException {
    return of(path(key), settings.get(key), known);
  }

  /** Whether a setting is there. */
  public boolean has(String key) {
    return settings.get(key) != null;
  }

  /** A text; empty where it is not there. */
  public Optional<String> text(String key) throws CommandException {
    Object value = settings.get(key);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw mistake(key, "must be text");
  }

  /** Texts; none where the setting is not there. */
  public List<String> texts(String key) throws CommandException {
    Object value = settings.get(key);
    List<String> texts = new ArrayList<>();
    for (Object each :
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (!(each instanceof String text)) {
        throw mistake(key, "must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /**
   * A time.
   *
   * @throws CommandException when it is none, or longer than two minutes
   */
  public Duration time(String key) throws CommandException {
    Matcher matcher = TIME.matcher(word(settings.get(key)));
    if (matcher.matches()) {
      double unit =
          switch (matcher.group(2)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 60e9;
          };
      Duration time = Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
      if (!time.isZero() && time.compareTo(MAX_TIME) <= 0) {
        return time;
      }
    }
    throw mistake(key, "write a time up to 2m, such as 500ms or 5s");
  }

  /** Yes or no. */
  public boolean flag(String key, boolean usual) throws CommandException {
    Object value = settings.get(key);
    if (value == null || value instanceof Boolean) {
      return value == null ? usual : (Boolean) value;
    }
    throw mistake(key, "must be true or false");
  }

  /** Whole numbers from {@code min} to {@code max}; none where the setting is not there. */
  public List<Integer> numbers(String key, int min, int max) throws CommandException {
    Object value = settings.get(key);
    List<Integer> numbers = new ArrayList<>();
    for (Object each :
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (!(each instanceof Integer number) || number < min || number > max) {
        throw mistake(key, "must be numbers from " + min + " to " + max);
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** The exception for a setting that is wrong. */
  public CommandException mistake(String key, String what) {
    String typed = has(key) ? word(settings.get(key)) : "missing";
    return new CommandException("usage", path(key) + ": " + typed + ": " + what);
  }

  private String path(String key) {
    return name.isEmpty() ? key : name + ": " + key;
  }

  /** A value as it stands in the file. Lists and mappings may contain themselves. */
  private static String word(Object value) {
    return value instanceof Map || value instanceof Collection
        ? "a list or a mapping"
        : String.valueOf(value);
  }
}
