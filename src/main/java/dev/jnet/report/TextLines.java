package dev.jnet.report;

import java.util.List;

/** Text of a report, a line at a time, in the characters that its reader has. */
final class TextLines {
  private final StringBuilder text = new StringBuilder(2048);
  private final int width;
  private final boolean unicode;

  TextLines(int width, boolean unicode) {
    this.width = width;
    this.unicode = unicode;
  }

  /** A line, without spaces at its end. */
  void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  /** A line across. */
  void rule(int length) {
    text.append((unicode ? "\u2500" : "-").repeat(length)).append('\n');
  }

  /** A minus sign with its spaces. */
  String minus() {
    return unicode ? " \u2212 " : " - ";
  }

  /** Words with commas between; where a line is full, the next begins under the first word. */
  void wrapped(String label, List<String> words) {
    StringBuilder line = new StringBuilder(label);
    boolean first = true;
    for (int i = 0; i < words.size(); i++) {
      String word = i + 1 < words.size() ? words.get(i) + "," : words.get(i);
      if (!first && line.length() + 1 + word.length() > width) {
        line(line.toString());
        line = new StringBuilder(" ".repeat(label.length()));
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    line(line.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
