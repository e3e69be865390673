package dev.jnet.report.walk;

import dev.jnet.handshake.Step;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.report.LadderDrawing;
import dev.jnet.report.LayerPicture;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.walk.Anatomy.Field;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.conversation.ConversationResult;
import java.util.List;

/** Writes the chapters of a walk for a terminal. */
final class TextPen implements Pen {

  /** The columns that a field with its meaning takes, at least, and a row of 16 bytes in hex. */
  private static final int FIELD = 70;

  private static final int FULL_HEX = 75;
  private static final int MAX_HEX = 512;
  private static final int NAME = 17;
  private static final int VALUE = 17;
  private static final int READABLE = 80;
  private static final int MAX_RUNGS = 24;

  private final Style style;
  private final boolean hex;
  private final Terms terms;
  private final Sheet sheet;
  private int chapter;

  TextPen(Style style, boolean hex) {
    this.style = style;
    this.hex = hex;
    this.terms = new Terms(true);
    this.sheet = new Sheet(style);
  }

  Style style() {
    return style;
  }

  @Override
  public void leg(String title) {
    chapter = 0;
    sheet.blank();
    sheet.line(style.strong(title));
  }

  @Override
  public void chapter(Chapter about, String title, String outcome) {
    sheet.blank();
    title(title, outcome);
  }

  /** Begins a chapter without a blank line before it. */
  void title(String title, String outcome) {
    chapter++;
    String head = chapter + "  " + title;
    if (outcome.length() <= width() - head.length() - 2) {
      sheet.line(style.strong(head) + (outcome.isEmpty() ? "" : ": " + outcome));
      return;
    }
    sheet.line(style.strong(head));
    for (String line : Text.wrap(outcome, width() - 3)) {
      sheet.line("   " + line);
    }
  }

  @Override
  public void explain(String... names) {
    for (String sentence : terms.first(names)) {
      String front = style.unicode() ? "   ▸ " : "   * ";
      for (String line : Text.wrap(sentence, width() - front.length())) {
        sheet.line(front + line);
        front = "     ";
      }
    }
  }

  private int width() {
    return style.lineWidth();
  }

  void line(String text) {
    sheet.line(text);
  }

  void blank() {
    sheet.blank();
  }

  @Override
  public void row(String label, String text) {
    sheet.row(label, text);
  }

  @Override
  public void heading(String title, String remark) {
    sheet.blank();
    String front = "   " + title + "  ";
    String first = "   " + style.strong(title) + "  ";
    for (String line : Text.wrap(remark, width() - front.length())) {
      sheet.line((first + line).stripTrailing());
      first = Text.padRight("", front.length());
    }
  }

  @Override
  public void quote(List<String> lines) {
    for (String line : lines) {
      for (String part : Text.wrap(line, width() - 5)) {
        sheet.line(("   | " + Text.printable(part, 2 * READABLE)).stripTrailing());
      }
    }
    sheet.blank();
  }

  @Override
  public void strip(Frame frame, List<Part> parts) {
    LayerPicture picture = new LayerPicture();
    int packet = 0;
    for (Layer each : Anatomy.of(frame.type(), frame.bytes())) {
      if (each.name().startsWith("IP")) {
        picture.packetBegins();
        packet = each.length() + each.payload();
      }
      picture.box(each.name(), each.length());
    }
    for (Part each : parts) {
      picture.box(each.name(), each.bytes(), each.name().length() + 4);
    }
    picture.packetEnds();
    if (frame.type() == LinkType.ETHERNET) {
      picture.box("FCS", 4);
    }
    sheet.blank();
    for (String line : picture.lines("   ", style, packet + " bytes: the IP packet")) {
      sheet.line(line);
    }
    sheet.blank();
  }

  @Override
  public void down(Frame frame, String message) {
    sheet.blank();
    for (String line : new Encapsulation(frame, message).lines(3, style)) {
      sheet.line("   " + line);
    }
  }

  @Override
  public void layer(Layer layer) {
    sheet.blank();
    sheet.hanging(
        "   " + style.strong(layer.name()) + "  ",
        Text.count(layer.length(), "byte") + ", at byte " + layer.offset() + " of the frame");
    for (Field field : layer.fields()) {
      field(field);
    }
  }

  private void field(Field field) {
    String front =
        Text.padLeft(Integer.toString(field.offset()), 5)
            + Text.padLeft(Integer.toString(field.bytes()), 3)
            + "  "
            + Text.padRight(field.name(), NAME);
    if (width() < FIELD) {
      String meaning = field.meaning().isEmpty() ? "" : " (" + field.meaning() + ")";
      sheet.line(front.stripTrailing()).hanging(" ".repeat(10), field.value() + meaning);
      return;
    }
    String value = " " + Text.padRight(field.value(), VALUE);
    if (field.value().length() > VALUE) {
      for (String part : Text.wrap(field.value(), width() - front.length() - 1)) {
        sheet.line(front + " " + part);
        front = Text.padRight("", front.length());
      }
      value = " " + Text.padRight("", VALUE);
    }
    front = front + value;
    if (field.meaning().isEmpty()) {
      return;
    }
    for (String part : Text.wrap(field.meaning(), Math.max(16, width() - front.length() - 1))) {
      sheet.line(front + " " + part);
      front = Text.padRight("", front.length());
    }
  }

  @Override
  public void sum(String title, List<ChecksumSteps.Step> steps) {
    sheet.blank();
    sheet.hanging("   ", style.strong(title));
    for (ChecksumSteps.Step step : steps) {
      sheet.row(step.label(), step.text());
    }
  }

  @Override
  public void bytes(String label, Frame frame) {
    if (!hex) {
      return;
    }
    byte[] bytes = frame.bytes();
    sheet.blank();
    sheet.hanging("   ", style.strong(label) + "  " + Text.count(bytes.length, "byte"));
    int end = Math.min(bytes.length, MAX_HEX);
    int row = width() >= FULL_HEX ? 16 : width() >= FULL_HEX * 2 / 3 ? 8 : 4;
    for (int from = 0; from < end; from += row) {
      sheet.line(hexLine(bytes, from, Math.min(end, from + row), row));
    }
    if (bytes.length > end) {
      sheet.line("   ... " + (bytes.length - end) + " bytes more");
    }
  }

  private static String hexLine(byte[] bytes, int from, int to, int row) {
    StringBuilder numbers = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < to; i++) {
      numbers.append(Character.forDigit(bytes[i] >> 4 & 15, 16));
      numbers.append(Character.forDigit(bytes[i] & 15, 16));
      numbers.append(i - from == row / 2 - 1 ? "  " : " ");
      letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }
    String place = Integer.toHexString(from);
    return "   "
        + "0000".substring(place.length())
        + place
        + "  "
        + Text.padRight(numbers.toString(), 3 * row + 2)
        + letters;
  }

  @Override
  public void ladder(ConversationResult conversed, int from, int to) {
    List<Step> steps = WalkConnection.steps(conversed);
    LadderDrawing drawing = new LadderDrawing(steps, false, style);
    sheet.blank();
    sheet.line(drawing.titles());
    for (Rungs.Rung rung : Rungs.of(conversed, from, to, MAX_RUNGS)) {
      if (rung.hidden() > 0) {
        sheet.line(
            Text.padLeft(style.unicode() ? "⋮" : ":", 11)
                + "  "
                + Text.count(rung.hidden(), "segment")
                + " more, not shown");
      }
      sheet.line(drawing.rung(steps.get(rung.index())));
    }
    drawing.legend(sheet);
    sheet.blank();
  }

  @Override
  public boolean inFull() {
    return hex;
  }

  @Override
  public String minus() {
    return style.minus();
  }

  @Override
  public String toString() {
    return sheet.toString();
  }
}
