package dev.jnet.report.trace;

/**
 * Shapes and text as SVG 1.1. Colours are classes, which a reader's preference for dark surfaces
 * turns round; coordinates are pixels.
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

  /** Where a text stands by its x. */
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
    rectangle(0, 0, width, height, 0, Color.SURFACE);
  }

  /** As fill, and for lines as stroke. */
  private void colors(boolean dark) {
    for (Color color : Color.values()) {
      String value = dark ? color.dark : color.light;
      svg.append('.').append(color.word).append(" { fill: ").append(value).append(" }\n");
      svg.append(".line-").append(color.word).append(" { stroke: ").append(value);
      svg.append("; fill: none }\n");
    }
  }

  void rectangle(int x, int y, int width, int height, int radius, Color color) {
    svg.append("<rect x=\"").append(x).append("\" y=\"").append(y);
    svg.append("\" width=\"").append(width).append("\" height=\"").append(height);
    if (radius > 0) {
      svg.append("\" rx=\"").append(radius);
    }
    svg.append("\" class=\"").append(color.word).append("\"/>\n");
  }

  void line(int x1, int y1, int x2, int y2, double width, Color color) {
    svg.append("<line x1=\"").append(x1).append("\" y1=\"").append(y1);
    svg.append("\" x2=\"").append(x2).append("\" y2=\"").append(y2);
    svg.append("\" stroke-width=\"").append(width);
    svg.append("\" class=\"line-").append(color.word).append("\"/>\n");
  }

  /** A line down from one point to another that leaves and arrives upright. */
  void curve(int x1, int y1, int x2, int y2, double width, Color color) {
    int middle = (y1 + y2) / 2;
    svg.append("<path d=\"M").append(x1).append(' ').append(y1);
    svg.append(" C").append(x1).append(' ').append(middle).append(' ');
    svg.append(x2).append(' ').append(middle).append(' ');
    svg.append(x2).append(' ').append(y2).append("\" stroke-width=\"").append(width);
    svg.append("\" class=\"line-").append(color.word).append("\"/>\n");
  }

  void dot(int x, int y, double radius, double opacity, Color color) {
    svg.append("<circle cx=\"").append(x).append("\" cy=\"").append(y);
    svg.append("\" r=\"").append(radius).append("\" fill-opacity=\"").append(opacity);
    svg.append("\" class=\"").append(color.word).append("\"/>\n");
  }

  void text(int x, int y, int size, Color color, Anchor anchor, boolean bold, String text) {
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y);
    svg.append("\" font-size=\"").append(size).append("\" text-anchor=\"").append(anchor.word);
    svg.append(bold ? "\" font-weight=\"bold" : "");
    svg.append("\" class=\"").append(color.word).append("\">");
    svg.append(escaped(text)).append("</text>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
