package dev.jnet.report;

/**
 * What the destination of text can show.
 *
 * @param unicode whether it shows more than ASCII: arrows, boxes, a real minus sign
 * @param color whether it understands ANSI colours
 * @param width its width in columns; {@link #UNLIMITED} where lines are not broken
 */
public record Style(boolean unicode, boolean color, int width) {
  /** ASCII, no colours, 80 columns. */
  public static final Style PLAIN = new Style(false, false, 80);

  /**
   * The width of a pipe or a file: lines are not broken there, so that a search finds whole lines.
   */
  public static final int UNLIMITED = 1_000_000;

  /** With it begins a colour, which ends with the letter m. */
  static final char ESCAPE = '\u001b';

  private static final int NARROWEST = 40;

  /** How many columns a line of text may take. */
  public int lineWidth() {
    return Math.max(NARROWEST, width);
  }

  /** The minus sign. */
  public String minus() {
    return unicode ? "−" : "-";
  }

  /** The dash between two parts of a sentence. */
  public String dash() {
    return unicode ? "–" : "-";
  }

  /** The arrow from one thing to another. */
  public String arrow() {
    return unicode ? "→" : "->";
  }

  /** Text in bold, for what matters most. */
  public String strong(String text) {
    return colored("1", text);
  }

  /** Text in green: all is well. */
  public String good(String text) {
    return colored("32", text);
  }

  /** Text in yellow: this deserves a look. */
  public String warning(String text) {
    return colored("33", text);
  }

  /** Text in red: this is wrong. */
  public String bad(String text) {
    return colored("31", text);
  }

  private String colored(String code, String text) {
    return color ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
  }
}
