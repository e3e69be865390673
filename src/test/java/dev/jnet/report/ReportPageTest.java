package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String WORDS =
      "a text that is longer than a telephone's screen is wide, in the colours of a terminal";

  private static String report(Style style) {
    return new Sheet(style).row("Label", style.bad(WORDS)).command("jnet a <b>").toString();
  }

  private static final String PAGE =
      ReportPage.of(
          "jnet test",
          List.of(new ReportPage.Report(report(ReportPage.STYLE), report(ReportPage.NARROW))),
          new Origin("2026-01-02T03:04:05.678Z", "0.1.0", "jnet test"));

  /** Each form is shown where the other is not, so that nothing scrolls sideways. */
  @Test
  void hasAFormForATelephone() {
    String narrow = PAGE.substring(PAGE.indexOf("<pre class=\"narrow\">"));
    int widest =
        narrow
            .lines()
            .takeWhile(line -> !line.contains("</pre>"))
            .map(line -> line.replaceAll("<[^>]*>", ""))
            .mapToInt(String::length)
            .max()
            .orElseThrow();
    assertTrue(widest <= 44, narrow);
    assertTrue(PAGE.contains("<pre class=\"wide\">"), PAGE);
    assertTrue(PAGE.contains("white-space: pre-wrap"), PAGE);
  }

  @Test
  void coloursAndMarkupAreThePages() {
    assertTrue(PAGE.contains("<span class=\"c31\">"), PAGE);
    assertTrue(PAGE.contains("jnet a &lt;b&gt;"), PAGE);
    assertEquals(-1, PAGE.indexOf(Style.ESCAPE), PAGE);
  }
}
