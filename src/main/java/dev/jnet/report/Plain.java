package dev.jnet.report;

/** Text from elsewhere, without what a terminal would obey. */
public final class Plain {
  /** What stands where such a character was. */
  public static final char INSTEAD = '.';

  private Plain() {}

  /**
   * Whether a terminal only shows a character: it is no control character (of ASCII's, or of ISO
   * 6429's second set, by which some terminals take U+009B for the beginning of a sequence), does
   * not turn the direction of writing, and does not break the line.
   */
  public static boolean isHarmless(char c) {
    if (c >= ' ' && c < 0x7f) {
      return true;
    }
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** A name or a line, each other character replaced by a dot. */
  public static String line(String text) {
    return plain(text, false);
  }

  /** The same for several lines, whose ends are kept. */
  public static String lines(String text) {
    return plain(text, true);
  }

  private static String plain(String text, boolean severalLines) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(isHarmless(c) || (severalLines && c == '\n') ? c : INSTEAD);
    }
    return out.toString();
  }
}
