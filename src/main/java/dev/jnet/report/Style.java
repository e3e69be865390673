package dev.jnet.report;

/**
 * What the destination of text can show.
 *
 * @param unicode whether it shows more than ASCII: arrows, boxes, a real minus sign
 * @param color whether it understands ANSI colours
 * @param width its width in columns; {@link #UNLIMITED} where lines are not broken
 * @param lab the name of the practice network on which suggested commands stay, as a shell takes
 *     it; empty for the real network
 * @param verbose whether reports tell everything that could not be seen
 */
public record Style(boolean unicode, boolean color, int width, String lab, boolean verbose) {
  /** ASCII, no colours, 80 columns. */
  public static final Style PLAIN = new Style(false, false, 80);

  /**
   * The width of a pipe or a file: lines are not broken there, so that a search finds whole lines.
   */
  public static final int UNLIMITED = 1_000_000;

  /** With it begins a colour, which ends with the letter m. */
  static final char ESCAPE = '\u001b';

  private static final int NARROWEST = 40;

  /** A style for answers from the real network. */
  public Style(boolean unicode, boolean color, int width) {
    this(unicode, color, width, "", false);
  }

  /** Stands for the path of a page. On a practice network, each server has one of that name. */
  public static final String PAGE = "/PAGE";

  /** This style on a practice network; an empty name stands for the real network. */
  public Style onLab(String name) {
    return new Style(unicode, color, width, name, verbose);
  }

  /** This style with another width in columns. */
  public Style withWidth(int columns) {
    return new Style(unicode, color, columns, lab, verbose);
  }

  /** This style for reports that tell more. */
  public Style verbose(boolean more) {
    return new Style(unicode, color, width, lab, more);
  }

  /** A text with the commands of jnet that it suggests, so that they stay on this network. */
  public String suggesting(String text) {
    return lab.isEmpty() ? text : SuggestedCommands.on(lab, text);
  }

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
