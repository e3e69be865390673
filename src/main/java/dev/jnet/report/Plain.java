package dev.jnet.report;

/** Text from elsewhere, without what a terminal would obey. */
public final class Plain {
  /** What stands where such a character was. */
  public static final char INSTEAD = '.';

  private Plain() {}

  /**
   * Whether a terminal only shows a character: it is no control character (of ASCII's, or of ISO
   * 6429's second set, by which some terminals take U+009B for the beginning of a sequence), does
   * not turn the direction of writing, is not there without being seen, and does not break the
   * line.
   *
   * @param codePoint half of a pair of surrogates is none, and not harmless
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
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      out.appendCodePoint(isHarmless(c) || (severalLines && c == '\n') ? c : INSTEAD);
    }
    return out.toString();
  }
}
