package dev.jnet.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports as one self-contained page for a browser, in the words and colours of the terminal. It
 * has no script and loads nothing from elsewhere.
 */
public final class ReportPage {
  /** What reports for a page are written with: its colours become the page's. */
  public static final Style STYLE = new Style(true, true, 100);

  /** A form for a screen of 360 px or more, as telephones have. */
  public static final Style NARROW = new Style(true, true, 44);

  /**
   * A report in both forms, of which the page shows one.
   *
   * @param wide in {@link #STYLE}
   * @param narrow in {@link #NARROW}
   */
  public record Report(String wide, String narrow) {}

  private static final Pattern COLOR = Pattern.compile(Style.ESCAPE + "\\[(\\d+)m");

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>%1$s</title><style>
      :root { color-scheme: light dark; }
      body { max-width: 105ch; margin: 2em auto; padding: 0 1em; font: 14px/1.45 monospace; }
      h1 { font: 600 1.4em sans-serif; }
      pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
      .narrow { display: none; }
      .c1 { font-weight: bold; }
      .c31 { color: #c62828; font-weight: bold; }
      .c32 { color: #2e7d32; font-weight: bold; }
      .c33 { color: #b26a00; font-weight: bold; }
      footer { color: #777; }
      @media (max-width: 105ch) {
        body { font-size: 12px; margin: 1em auto; padding: 0 .5em; }
        h1, footer { overflow-wrap: anywhere; }
        .wide { display: none; }
        .narrow { display: block; }
      }
      </style></head><body><h1>%1$s</h1>
      """;

  private ReportPage() {}

  /**
   * The page.
   *
   * @param title such as {@code jnet doctor www.example.org}
   * @param reports one after the other
   * @param origin when and by which jnet it was made
   */
  public static String of(String title, List<Report> reports, Origin origin) {
    StringBuilder page = new StringBuilder(HEAD.formatted(HtmlText.of(title)));
    for (Report report : reports) {
      page.append(part("wide", report.wide())).append(part("narrow", report.narrow()));
    }
    return page.append("<footer>")
        .append(HtmlText.of(origin.line()))
        .append("</footer></body></html>\n")
        .toString();
  }

  private static String part(String form, String report) {
    return "<pre class=\"" + form + "\">" + markup(report) + "</pre>\n";
  }

  private static String markup(String report) {
    StringBuilder out = new StringBuilder();
    for (String line : report.split("\n", -1)) {
      Matcher colors = COLOR.matcher(line);
      int from = 0;
      while (colors.find()) {
        out.append(HtmlText.of(line.substring(from, colors.start())));
        String code = colors.group(1);
        out.append(code.equals("0") ? "</span>" : "<span class=\"c" + code + "\">");
        from = colors.end();
      }
      out.append(HtmlText.of(line.substring(from))).append('\n');
    }
    return out.toString();
  }
}
