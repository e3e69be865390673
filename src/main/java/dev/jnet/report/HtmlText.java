package dev.jnet.report;

/** Text as a page for a browser shows it. It can never become markup. */
public final class HtmlText {
  private HtmlText() {}

  /** The text with its special characters escaped. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (char c : Text.printable(text).toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
