package dev.jnet.report;

import dev.jnet.report.Anatomy.Field;
import dev.jnet.report.Anatomy.Layer;
import dev.jnet.walk.Passage;
import java.util.List;

/** What the chapters of a walk's report have in common: headings, explanations, octets. */
final class WalkSheet {
  private static final int HEX_ROW = 16;
  private static final int MOST_HEX = 512;
  private static final int NAME = 17;
  private static final int VALUE = 17;
  private static final int READABLE = 80;

  final Style style;
  final boolean hex;
  private final Terms terms;
  private final Sheet sheet;
  private int chapter;

  WalkSheet(Style style, boolean brief, boolean hex) {
    this.style = style;
    this.hex = hex;
    this.terms = new Terms(!brief);
    this.sheet = new Sheet(style);
  }

  /** Chapters are counted anew: another URL. */
  void restart() {
    chapter = 0;
  }

  /** Begins a chapter: its number, its name, and what it came to. */
  void chapter(String title, String outcome) {
    chapter++;
    sheet.blank();
    String head = chapter + "  " + title;
    int room = Math.max(40, width()) - head.length() - 2;
    if (outcome.length() <= room) {
      sheet.line(style.strong(head) + (outcome.isEmpty() ? "" : ": " + outcome));
      return;
    }
    sheet.line(style.strong(head));
    for (String line : Text.wrap(outcome, width() - 3)) {
      sheet.line("   " + line);
    }
  }

  /** Explains those of these terms that have not come up before. */
  void explain(String... names) {
    for (String sentence : terms.first(names)) {
      String front = style.unicode() ? "   ▸ " : "   * ";
      for (String line : Text.wrap(sentence, width() - front.length())) {
        sheet.line(front + line);
        front = "     ";
      }
    }
  }

  private int width() {
    return Math.max(40, Math.min(READABLE, style.width()));
  }

  void line(String text) {
    sheet.line(text);
  }

  void blank() {
    sheet.blank();
  }

  void row(String label, String text) {
    sheet.row(label, text);
  }

  /** A header, field by field. */
  void layer(Layer layer) {
    sheet.line(
        "   "
            + style.strong(layer.name())
            + "  "
            + Text.count(layer.length(), "byte")
            + ", at byte "
            + layer.offset()
            + " of the frame");
    for (Field field : layer.fields()) {
      field(field);
    }
  }

  private void field(Field field) {
    String front =
        Text.padLeft(Integer.toString(field.offset()), 5)
            + Text.padLeft(Integer.toString(field.octets()), 3)
            + "  "
            + Text.padRight(field.name(), NAME);
    if (field.meaning().isEmpty() || field.value().length() > VALUE) {
      for (String part : Text.wrap(field.value(), width() - front.length() - 1)) {
        sheet.line(front + " " + part);
        front = Text.padRight("", front.length());
      }
      if (field.meaning().isEmpty()) {
        return;
      }
      front = front + " " + Text.padRight("", VALUE);
    } else {
      front = front + " " + Text.padRight(field.value(), VALUE);
    }
    int room = width() - front.length() - 1;
    for (String part : Text.wrap(field.meaning(), Math.max(16, room))) {
      sheet.line(front + " " + part);
      front = Text.padRight("", front.length());
    }
  }

  /** The octets of a frame, where they are wanted. */
  void octets(String label, Passage passage) {
    octets(label, passage.frame().octets());
  }

  /** The same. */
  void octets(String label, byte[] octets) {
    if (!hex) {
      return;
    }
    sheet.line("   " + label + ", " + Text.count(octets.length, "byte"));
    for (String line : hexLines(octets)) {
      sheet.line("   " + line);
    }
  }

  static List<String> hexLines(byte[] octets) {
    List<String> lines = new java.util.ArrayList<>();
    int end = Math.min(octets.length, MOST_HEX);
    for (int from = 0; from < end; from += HEX_ROW) {
      StringBuilder numbers = new StringBuilder();
      StringBuilder letters = new StringBuilder();
      for (int i = from; i < Math.min(end, from + HEX_ROW); i++) {
        numbers.append(Character.forDigit(octets[i] >> 4 & 15, 16));
        numbers.append(Character.forDigit(octets[i] & 15, 16));
        numbers.append(i - from == HEX_ROW / 2 - 1 ? "  " : " ");
        letters.append(octets[i] >= ' ' && octets[i] < 0x7f ? (char) octets[i] : '.');
      }
      String place = Integer.toHexString(from);
      lines.add(
          "0000".substring(Math.min(4, place.length()))
              + place
              + "  "
              + Text.padRight(numbers.toString(), 3 * HEX_ROW + 2)
              + letters);
    }
    if (octets.length > end) {
      lines.add("... " + (octets.length - end) + " bytes more");
    }
    return lines;
  }

  @Override
  public String toString() {
    return sheet.toString();
  }
}
