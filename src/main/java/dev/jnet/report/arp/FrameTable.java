package dev.jnet.report.arp;

import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.arp.FrameFields.Field;
import dev.jnet.wire.Ethernet;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the fields of a question's frame and of its answer's. They are side by side if the width
 * allows, otherwise one below the other.
 */
public final class FrameTable {
  private static final int NAME = 27;
  private static final int BYTES = 3;
  private static final int GAP = 2;
  private static final int FRONT = GAP + NAME + BYTES + GAP;

  private FrameTable() {}

  /** The lines of the table. {@code answer} is {@code null} when there was none. */
  public static List<String> lines(Ethernet question, Ethernet answer, Style style) {
    List<Field> asked = FrameFields.of(question);
    if (answer == null) {
      return column("question", asked, style);
    }
    List<Field> answered = FrameFields.of(answer);
    List<Field> even = evened(asked, answered);
    if (!sameNames(even, evened(answered, asked))
        || FRONT + GAP + widest(asked) + widest(answered) > style.width()) {
      List<String> lines = new ArrayList<>(column("question", asked, style));
      lines.addAll(column("answer", answered, style));
      return lines;
    }
    return sideBySide(even, evened(answered, asked));
  }

  /** Adds the padding to a frame that lacks it: a sent frame gets it only from the card. */
  private static List<Field> evened(List<Field> fields, List<Field> others) {
    Field last = others.get(others.size() - 1);
    if (!last.name().equals("padding") || fields.get(fields.size() - 1).name().equals("padding")) {
      return fields;
    }
    List<Field> longer = new ArrayList<>(fields);
    longer.add(new Field("padding", last.bytes(), "added by the card"));
    return longer;
  }

  private static boolean sameNames(List<Field> some, List<Field> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).name().equals(others.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  private static int widest(List<Field> fields) {
    int widest = 0;
    for (Field field : fields) {
      widest = Math.max(widest, field.value().length());
    }
    return widest;
  }

  private static List<String> sideBySide(List<Field> asked, List<Field> answered) {
    int width = Math.max(widest(asked), "question".length());
    List<String> lines = new ArrayList<>();
    lines.add(row("", "", Text.padRight("question", width) + "  answer"));
    for (int i = 0; i < asked.size(); i++) {
      Field field = asked.get(i);
      lines.add(
          row(
              field.name(),
              Integer.toString(field.bytes()),
              Text.padRight(field.value(), width) + "  " + answered.get(i).value()));
    }
    return lines;
  }

  private static List<String> column(String title, List<Field> fields, Style style) {
    if (FRONT + widest(fields) > style.lineWidth()) {
      return list(title, fields, style);
    }
    List<String> lines = new ArrayList<>();
    lines.add(row("", "", title));
    for (Field field : fields) {
      lines.add(row(field.name(), Integer.toString(field.bytes()), field.value()));
    }
    return lines;
  }

  /** Each field on two lines. */
  private static List<String> list(String title, List<Field> fields, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("  The " + title + "'s frame");
    for (Field field : fields) {
      lines.add("  " + field.name() + ", " + Text.count(field.bytes(), "byte"));
      for (String part : Text.wrap(field.value(), style.lineWidth() - 4)) {
        lines.add("    " + part);
      }
    }
    return lines;
  }

  private static String row(String name, String bytes, String values) {
    return "  " + Text.padRight(name, NAME) + Text.padLeft(bytes, BYTES) + "  " + values;
  }
}
