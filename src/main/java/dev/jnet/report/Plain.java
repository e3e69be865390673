package dev.jnet.report;

/** Replaces characters in foreign text that a terminal would obey. */
public final class Plain {
  /** The replacement for such a character. */
  public static final char INSTEAD = '.';

  private Plain() {}

  /**
   * Whether a terminal only shows a character. It must not be a control character of ASCII. It must
   * not be one of ISO 6429's second set: some terminals take U+009B for the beginning of a
   * sequence. It must not change the direction of writing, be invisible, or break the line.
   *
   * @param codePoint a Unicode code point; a single surrogate is not harmless
   */
  public static boolean isHarmless(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7f) {
      return true;
    }
    int type = Character.getType(codePoint);
    return !Character.isISOControl(codePoint)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** A name or a line, with a dot in place of each character that is not harmless. */
  public static String line(String text) {
    return plain(text, false);
  }

  /**
   * Several lines, with a dot in place of each character that is not harmless. Line ends are kept.
   */
  public static String lines(String text) {
    return plain(text, true);
  }

  private static String plain(String text, boolean severalLines) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      out.appendCodePoint(isHarmless(c) || (severalLines && c == '\n') ? c : INSTEAD);
    }
    return out.toString();
  }
}
