package dev.jnet.report.walk;

import dev.jnet.report.HtmlText;
import java.util.List;

/** Builds HTML. Text that is added can never become markup. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup as it is. It must be jnet's own, never from the network. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds an element with text in it. {@code tag} may have attributes. */
  Html element(String tag, String content) {
    int space = tag.indexOf(' ');
    out.append('<').append(tag).append('>').append(HtmlText.of(content)).append("</");
    out.append(space < 0 ? tag : tag.substring(0, space)).append('>');
    return this;
  }

  /** Begins a chapter with its number, in its colour. */
  Html chapter(int number, String title, String outcome, String color) {
    out.append("<section style=\"--accent:var(").append(color).append(")\"><h2><i>");
    out.append(number).append("</i>").append(HtmlText.of(title)).append("</h2>");
    if (!outcome.isEmpty()) {
      element("p class=\"outcome\"", outcome);
    }
    return this;
  }

  Html end() {
    return raw("</section>\n");
  }

  Html terms(List<String> sentences) {
    for (String each : sentences) {
      element("p class=\"term\"", each);
    }
    return this;
  }

  /** Begins a list of rows with a label and a text. */
  Html rows() {
    return raw("<dl class=\"rows\">");
  }

  Html row(String label, String content) {
    return element("dt", label).element("dd", content);
  }

  Html endRows() {
    return raw("</dl>");
  }

  /** Adds one box of a strip: a header or the data. */
  Html box(String name, int bytes, String color) {
    out.append("<div class=\"box\" style=\"--accent:var(").append(color).append(");flex-grow:");
    out.append(Math.max(1, bytes)).append("\">").append(HtmlText.of(name)).append("<b>");
    out.append(bytes).append("</b></div>");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
