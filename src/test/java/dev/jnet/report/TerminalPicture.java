package dev.jnet.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws a terminal as SVG: a command line, and what it printed, with its colors. Each line has its
 * length in the picture, so that boxes stand in any font.
 */
public final class TerminalPicture {
  private static final double CELL = 8.4;
  private static final int LINE = 18;
  private static final int MARGIN = 16;
  private static final int TITLE = 30;
  private static final Pattern COLOR = Pattern.compile("\u001b\\[(\\d+)m");
  private static final Map<String, String> CLASSES =
      Map.of("1", "strong", "31", "bad", "32", "good", "33", "warning");

  private TerminalPicture() {}

  /** A piece of a line, in one color. */
  private record Run(String text, String look) {}

  /**
   * The picture.
   *
   * @param command as it is typed
   * @param printed what the command printed, with ANSI colors
   */
  public static String of(String command, String printed) {
    List<List<Run>> lines = new ArrayList<>();
    lines.add(List.of(new Run("$ ", "prompt"), new Run(command, "strong")));
    lines.addAll(lines(printed));
    long columns = 0;
    for (List<Run> line : lines) {
      columns = Math.max(columns, line.stream().mapToLong(run -> columns(run.text())).sum());
    }
    String width = number(columns * CELL + 2 * MARGIN);
    int height = TITLE + lines.size() * LINE + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(width + " " + height)
        .append("\" role=\"img\">\n<title>")
        .append(escaped(command))
        .append("</title>\n<style>\n")
        .append("text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;")
        .append(" fill: #d6dae0; white-space: pre }\n")
        .append(".strong { font-weight: bold; fill: #fff } .good { fill: #7fd18b }")
        .append(" .warning { fill: #e5c06b } .bad { fill: #f0837b } .prompt { fill: #8a93a0 }\n")
        .append("</style>\n")
        .append("<rect width=\"" + width + "\" height=\"" + height)
        .append("\" rx=\"8\" fill=\"#1b1f26\"/>\n");
    String[] buttons = {"#f0837b", "#e5c06b", "#7fd18b"};
    for (int i = 0; i < buttons.length; i++) {
      svg.append("<circle cx=\"" + (MARGIN + 4 + i * 16) + "\" cy=\"15\" r=\"5\" fill=\"")
          .append(buttons[i])
          .append("\"/>\n");
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.append(line(lines.get(i), TITLE + (i + 1) * LINE));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String line(List<Run> runs, int y) {
    StringBuilder line = new StringBuilder();
    long column = 0;
    for (Run run : runs) {
      String text = run.text().stripLeading();
      column += columns(run.text()) - columns(text);
      if (!text.isEmpty()) {
        line.append("<text x=\"" + number(MARGIN + column * CELL) + "\" y=\"" + y + "\"")
            .append(" textLength=\"" + number(columns(text) * CELL) + "\"")
            .append(run.look().isEmpty() ? "" : " class=\"" + run.look() + "\"")
            .append(">" + escaped(text) + "</text>\n");
      }
      column += columns(text);
    }
    return line.toString();
  }

  /** Parts lines where the color changes; a color goes on over the end of a line. */
  private static List<List<Run>> lines(String printed) {
    List<List<Run>> lines = new ArrayList<>();
    String look = "";
    for (String line : printed.stripTrailing().split("\n", -1)) {
      List<Run> runs = new ArrayList<>();
      int at = 0;
      Matcher color = COLOR.matcher(line);
      while (color.find()) {
        runs.add(new Run(line.substring(at, color.start()), look));
        look = CLASSES.getOrDefault(color.group(1), "");
        at = color.end();
      }
      runs.add(new Run(line.substring(at), look));
      lines.add(runs);
    }
    return lines;
  }

  private static long columns(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
