package dev.jnet.report.trace;

import dev.jnet.report.HtmlText;

/**
 * Draws shapes and text as SVG 1.1. Coordinates are pixels. Colours are classes of a style sheet,
 * which has others for readers who prefer a dark surface.
 */
final class SvgCanvas {
  /** Colours, on a light surface and on a dark one. */
  enum Color {
    INK("ink", "#1f2933", "#e4e7eb"),
    FAINT("faint", "#66727f", "#9aa5b1"),
    RULE("rule", "#e4e7eb", "#323f4b"),
    LINE("line", "#1769aa", "#62b0e8"),
    AMBER("amber", "#9a5b00", "#f0b429"),
    RED("red", "#c02626", "#ff8a80"),
    PIPE("pipe", "#b9d8f2", "#24557d"),
    SURFACE("surface", "#ffffff", "#151b23");

    private final String word;
    private final String light;
    private final String dark;

    Color(String word, String light, String dark) {
      this.word = word;
      this.light = light;
      this.dark = dark;
    }
  }

  /** A place in pixels, from the upper left corner. */
  record Point(int x, int y) {}

  /**
   * The look of a text.
   *
   * @param size of its letters, in pixels
   */
  record Lettering(int size, Color color, Anchor anchor, boolean bold) {
    Lettering(int size, Color color, Anchor anchor) {
      this(size, color, anchor, false);
    }
  }

  /** Which part of a text is at its x. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }
  }

  private final StringBuilder svg = new StringBuilder();

  /** An empty surface. */
  SvgCanvas(int width, int height) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
    svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    svg.append(' ').append(height);
    svg.append("\" font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">\n<style>\n");
    colors(false);
    svg.append("@media (prefers-color-scheme: dark) {\n");
    colors(true);
    svg.append("}\n</style>\n");
    rectangle(new Point(0, 0), new Point(width, height), 0, Color.SURFACE);
  }

  /** Defines each colour as a class for filled shapes, and as one for lines. */
  private void colors(boolean dark) {
    for (Color color : Color.values()) {
      String value = dark ? color.dark : color.light;
      svg.append('.').append(color.word).append(" { fill: ").append(value).append(" }\n");
      svg.append(".line-").append(color.word).append(" { stroke: ").append(value);
      svg.append("; fill: none }\n");
    }
  }

  /** A rectangle between two opposite corners, the upper left one first. */
  void rectangle(Point from, Point to, int radius, Color color) {
    svg.append("<rect x=\"").append(from.x).append("\" y=\"").append(from.y);
    svg.append("\" width=\"").append(to.x - from.x).append("\" height=\"").append(to.y - from.y);
    if (radius > 0) {
      svg.append("\" rx=\"").append(radius);
    }
    svg.append("\" class=\"").append(color.word).append("\"/>\n");
  }

  void line(Point from, Point to, double width, Color color) {
    svg.append("<line x1=\"").append(from.x).append("\" y1=\"").append(from.y);
    svg.append("\" x2=\"").append(to.x).append("\" y2=\"").append(to.y);
    svg.append("\" stroke-width=\"").append(width);
    svg.append("\" class=\"line-").append(color.word).append("\"/>\n");
  }

  /** A line down from one point to another that begins and ends vertically. */
  void curve(Point from, Point to, double width, Color color) {
    int middle = (from.y + to.y) / 2;
    svg.append("<path d=\"M").append(from.x).append(' ').append(from.y);
    svg.append(" C").append(from.x).append(' ').append(middle).append(' ');
    svg.append(to.x).append(' ').append(middle).append(' ');
    svg.append(to.x).append(' ').append(to.y).append("\" stroke-width=\"").append(width);
    svg.append("\" class=\"line-").append(color.word).append("\"/>\n");
  }

  void dot(Point at, double radius, double opacity, Color color) {
    svg.append("<circle cx=\"").append(at.x).append("\" cy=\"").append(at.y);
    svg.append("\" r=\"").append(radius).append("\" fill-opacity=\"").append(opacity);
    svg.append("\" class=\"").append(color.word).append("\"/>\n");
  }

  void text(Point at, Lettering look, String text) {
    svg.append("<text x=\"").append(at.x).append("\" y=\"").append(at.y);
    svg.append("\" font-size=\"").append(look.size);
    svg.append("\" text-anchor=\"").append(look.anchor.word);
    svg.append(look.bold ? "\" font-weight=\"bold" : "");
    svg.append("\" class=\"").append(look.color.word).append("\">");
    svg.append(HtmlText.of(text)).append("</text>\n");
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
