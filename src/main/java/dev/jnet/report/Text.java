package dev.jnet.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Small helpers for lines of text. They do not use a formatter, because its first use takes
 * milliseconds of the start.
 */
public final class Text {
  private Text() {}

  public static StringBuilder repeat(StringBuilder out, char c, int count) {
    for (int i = 0; i < count; i++) {
      out.append(c);
    }
    return out;
  }

  public static String padRight(String text, int width) {
    return repeat(new StringBuilder(text), ' ', width - text.length()).toString();
  }

  public static String padLeft(String text, int width) {
    return repeat(new StringBuilder(), ' ', width - text.length()).append(text).toString();
  }

  /** A time in ns as ms with three digits: {@code 0.042}, {@code 12.3}, {@code 250}. */
  public static String millis(long ns) {
    long micros = Math.round(ns / 1e3);
    if (micros < 10_000) {
      return micros / 1000 + "." + padZeros(micros % 1000, 3);
    }
    long tenths = Math.round(ns / 1e5);
    return tenths < 1000 ? tenths / 10 + "." + tenths % 10 : Long.toString(Math.round(ns / 1e6));
  }

  private static String padZeros(long value, int digits) {
    String text = Long.toString(value);
    return repeat(new StringBuilder(), '0', digits - text.length()).append(text).toString();
  }

  /** Text from the network, made harmless: see {@link Plain#line}. */
  public static String printable(String text) {
    return Plain.line(text);
  }

  /** Text from the network, made harmless and cut to at most {@code most} characters. */
  public static String printable(String text, int most) {
    return printable(text.length() <= most ? text : text.substring(0, most - 3) + "...");
  }

  /** A number with its noun: {@code 1 probe}, {@code 2 probes}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Text broken at spaces into lines of at most {@code width} columns, unless a word is longer.
   * Colours take no columns.
   */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int taken = 0;
    for (String word : unbroken(text.split(" ", -1), width)) {
      int columns = columns(word);
      if (line.length() > 0 && taken + 1 + columns > width) {
        lines.add(line.toString());
        line.setLength(0);
        taken = 0;
      }
      taken += columns + (line.length() > 0 ? 1 : 0);
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Words, of which those of a command in quotes are one where a line has room for it. */
  private static List<String> unbroken(String[] words, int width) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      int last = words[i].startsWith("'") ? lastQuoted(words, i) : i;
      String command = String.join(" ", Arrays.asList(words).subList(i, last + 1));
      boolean fits = columns(command) <= width;
      all.add(fits ? command : words[i]);
      i = fits ? last : i;
    }
    return all;
  }

  /** The word with the closing quote, or {@code first} where none has one. */
  private static int lastQuoted(String[] words, int first) {
    for (int i = first; i < words.length; i++) {
      int end = words[i].length();
      while (end > 0 && ".,:;)".indexOf(words[i].charAt(end - 1)) >= 0) {
        end--;
      }
      if (end > (i == first ? 1 : 0) && words[i].charAt(end - 1) == '\'') {
        return i;
      }
    }
    return first;
  }

  /**
   * Lines of which the long ones go on below, indented. For lines whose form other programs know:
   * only a screen gets them folded.
   */
  public static String folded(String lines, int width) {
    StringBuilder out = new StringBuilder(lines.length());
    int from = 0;
    while (from < lines.length()) {
      int end = lines.indexOf('\n', from);
      String line = lines.substring(from, end < 0 ? lines.length() : end);
      if (columns(line) <= width) {
        out.append(line);
      } else {
        out.append(String.join("\n  ", wrap(line, width - 2)));
      }
      out.append(end < 0 ? "" : "\n");
      from += line.length() + 1;
    }
    return out.toString();
  }

  /** How many columns a text takes on a terminal: its length without the colours of a style. */
  static int columns(String text) {
    int columns = 0;
    boolean color = false;
    for (int i = 0; i < text.length(); i++) {
      color |= text.charAt(i) == Style.ESCAPE;
      columns += color ? 0 : 1;
      color &= text.charAt(i) != 'm';
    }
    return columns;
  }

  /** Numbers in order, those in a row as one: {@code 0-3, 7}. */
  public static String ranges(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); i++) {
      int from = i;
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : ", ").append(numbers.get(from));
      text.append(i > from ? "-" + numbers.get(i) : "");
    }
    return text.toString();
  }
}
