package dev.jnet.lab;

import dev.jnet.lab.Setting.Unit;
import dev.jnet.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads topology files. The package description explains the format. */
public final class TopologyParser {
  /** The longest file in characters. */
  static final int LONGEST_FILE = 65_536;

  private final String file;
  private TopologyBuilder builder;
  private int line;
  private List<String> words = List.of();
  private int at;

  private TopologyParser(String file) {
    this.file = file;
  }

  /**
   * Reads a topology.
   *
   * @param file the file's name, for messages
   * @throws TopologyException when the text makes no sense
   */
  public static Topology parse(String file, String text) {
    return new TopologyParser(file).read(text);
  }

  private Topology read(String text) {
    if (text.length() > LONGEST_FILE) {
      throw new TopologyException(file, 1, "longer than " + LONGEST_FILE + " characters");
    }
    try {
      for (int from = 0; from < text.length(); ) {
        int end = text.indexOf('\n', from);
        end = end < 0 ? text.length() : end;
        line++;
        readLine(text.substring(from, end));
        from = end + 1;
      }
      return started().build();
    } catch (IllegalArgumentException e) {
      throw new TopologyException(file, Math.max(line, 1), String.valueOf(e.getMessage()));
    }
  }

  private void readLine(String text) {
    words = split(text);
    at = 0;
    if (words.isEmpty()) {
      return;
    }
    String keyword = next("a keyword");
    switch (keyword) {
      case "title" -> title(text.trim().substring(keyword.length()).trim());
      case "try" -> started().example(text.trim().substring(keyword.length()).trim());
      case "client" -> {
        started().client(next("a name"), addresses());
        settings(false);
      }
      case "router" -> {
        started().router(next("a name"), addresses());
        settings(false);
      }
      case "host" -> {
        started().host(next("a name"), addresses());
        settings(false);
      }
      case "link" -> {
        started().link(next("a node's name"), next("another node's name"));
        settings(true);
      }
      default ->
          throw new IllegalArgumentException(
              "'" + keyword + "' is none of title, try, client, router, host, link");
    }
  }

  private void title(String title) {
    if (builder != null || title.isEmpty()) {
      throw new IllegalArgumentException("one title with some words, and only one");
    }
    builder = new TopologyBuilder(title);
  }

  private TopologyBuilder started() {
    if (builder == null) {
      throw new IllegalArgumentException("a title must come first");
    }
    return builder;
  }

  /** The words in front of a comment. */
  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int hash = text.indexOf('#');
    int end = hash < 0 ? text.length() : hash;
    int from = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || Character.isWhitespace(text.charAt(i))) {
        if (i > from) {
          words.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  private String next(String what) {
    if (at == words.size()) {
      throw new IllegalArgumentException(what + " is missing at the end of the line");
    }
    return words.get(at++);
  }

  /** The following words that look like addresses: they begin with a digit, or contain a colon. */
  private String[] addresses() {
    List<String> addresses = new ArrayList<>();
    while (at < words.size()
        && (Character.isDigit(words.get(at).charAt(0)) || words.get(at).indexOf(':') >= 0)) {
      addresses.add(words.get(at++));
    }
    return addresses.toArray(new String[0]);
  }

  private void settings(boolean link) {
    while (at < words.size()) {
      String word = words.get(at++);
      if (link && word.equals("there")) {
        builder.there();
      } else if (link && word.equals("back")) {
        builder.back();
      } else if (!link && word.equals("alias")) {
        builder.alias(next("a name"));
      } else if (!link && word.equals("mac")) {
        builder.mac(MacAddress.parse(next("a MAC address")));
      } else {
        Setting setting = setting(word);
        builder.set(setting, setting.unit() == Unit.FLAG ? 1 : value(setting));
      }
    }
  }

  private static Setting setting(String word) {
    for (Setting setting : Setting.values()) {
      if (setting.word().equals(word)) {
        return setting;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is nothing that can be set");
  }

  private long value(Setting setting) {
    String text = next("the value of " + setting.word());
    int digits = 0;
    while (digits < text.length()
        && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
      digits++;
    }
    long factor = factor(setting.unit(), text.substring(digits));
    try {
      if (factor == 0 || digits == 0 || digits > 12) {
        throw new NumberFormatException("not a number with a unit");
      }
      return factor == 1
          ? Long.parseLong(text.substring(0, digits))
          : Math.round(Double.parseDouble(text.substring(0, digits)) * factor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          setting.word() + " '" + text + "': " + form(setting.unit()) + " is wanted", e);
    }
  }

  /** The factor for a unit's suffix; 0 when the unit does not have this suffix. */
  private static long factor(Unit unit, String suffix) {
    return switch (unit) {
      case BYTES, COUNT, FLAG -> suffix.isEmpty() ? 1 : 0;
      case SHARE -> suffix.equals("%") ? Unit.ALL / 100 : 0;
      case TIME ->
          switch (suffix) {
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            default -> 0;
          };
      case BITS_PER_SECOND ->
          switch (suffix) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            case "G" -> 1_000_000_000;
            default -> 0;
          };
    };
  }

  private static String form(Unit unit) {
    return switch (unit) {
      case BYTES -> "a number of bytes such as 1400";
      case COUNT, FLAG -> "a whole number";
      case TIME -> "a time such as 500us, 20ms or 1s";
      case SHARE -> "a share such as 10%";
      case BITS_PER_SECOND -> "a rate such as 64k, 16M or 1G";
    };
  }
}
