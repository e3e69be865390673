package dev.jnet.report;

/**
 * What the place where text goes to can show.
 *
 * @param unicode whether it has more than ASCII: arrows, boxes, a real minus sign
 * @param color whether it understands ANSI colours
 * @param width columns; text keeps within 80 where it can, and within this where it is less
 */
public record Style(boolean unicode, boolean color, int width) {
  /** What a pipe or a file gets: ASCII, no colours, 80 columns. */
  public static final Style PLAIN = new Style(false, false, 80);

  /** The minus of a sum. */
  public String minus() {
    return unicode ? "−" : "-";
  }

  /** The dash between two thoughts. */
  public String dash() {
    return unicode ? "–" : "-";
  }

  /** From one thing to another. */
  public String arrow() {
    return unicode ? "→" : "->";
  }

  /** What matters most. */
  public String strong(String text) {
    return colored("1", text);
  }

  /** All is well. */
  public String good(String text) {
    return colored("32", text);
  }

  /** Look at this. */
  public String warning(String text) {
    return colored("33", text);
  }

  /** This is wrong. */
  public String bad(String text) {
    return colored("31", text);
  }

  private String colored(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
