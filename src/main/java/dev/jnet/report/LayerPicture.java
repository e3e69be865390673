package dev.jnet.report;

import java.util.ArrayList;
import java.util.List;

/** Draws a packet as a row of boxes. Each header has a box with its length in bytes. */
public final class LayerPicture {
  private final List<String> names = new ArrayList<>();
  private final List<String> sizes = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private int packetFrom = -1;
  private int packetTo = -1;

  /** Adds a header or the payload. */
  public LayerPicture box(String name, int bytes) {
    return box(name, bytes, 0);
  }

  /** Adds a header or the payload, with a box at least {@code leastWidth} columns wide. */
  public LayerPicture box(String name, int bytes, int leastWidth) {
    names.add(name);
    sizes.add(Integer.toString(bytes));
    widths.add(Math.max(leastWidth, Math.max(name.length(), sizes.get(sizes.size() - 1).length())));
    return this;
  }

  /** Marks that the IP packet begins with the next box. */
  public LayerPicture packetBegins() {
    packetFrom = names.size();
    return this;
  }

  /** Marks that the IP packet ended with the last box. */
  public LayerPicture packetEnds() {
    packetTo = names.size();
    return this;
  }

  /**
   * The lines of the picture, each after an indent. The last one marks the whole packet and has a
   * caption. Where the boxes have no room, they are listed.
   */
  public List<String> lines(String indent, Style style, String caption) {
    int columns = indent.length() + 1 + widths.stream().mapToInt(width -> width + 3).sum();
    if (columns > style.lineWidth()) {
      return list(indent, style, caption);
    }
    String bars = style.unicode() ? "┌┬┐│└┴┘─" : "+++|+++-";
    List<String> lines = new ArrayList<>();
    lines.add(indent + rule(bars.charAt(0), bars.charAt(1), bars.charAt(2), bars.charAt(7)));
    lines.add(indent + row(names, bars.charAt(3)));
    lines.add(indent + row(sizes, bars.charAt(3)));
    lines.add(indent + rule(bars.charAt(4), bars.charAt(5), bars.charAt(6), bars.charAt(7)));
    lines.add(indent + bracket(style, caption));
    return lines;
  }

  private List<String> list(String indent, Style style, String caption) {
    StringBuilder boxes = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      boxes.append(i == 0 ? "" : ", ").append(names.get(i)).append(' ').append(sizes.get(i));
    }
    int room = style.lineWidth() - indent.length();
    List<String> lines = new ArrayList<>();
    Text.wrap(boxes.toString(), room).forEach(line -> lines.add(indent + line));
    Text.wrap(caption, room).forEach(line -> lines.add(indent + line));
    return lines;
  }

  private String rule(char left, char middle, char right, char line) {
    StringBuilder out = new StringBuilder().append(left);
    for (int i = 0; i < widths.size(); i++) {
      Text.repeat(out, line, widths.get(i) + 2).append(i + 1 < widths.size() ? middle : right);
    }
    return out.toString();
  }

  private String row(List<String> cells, char bar) {
    StringBuilder out = new StringBuilder().append(bar);
    for (int i = 0; i < widths.size(); i++) {
      out.append(' ').append(Text.padRight(cells.get(i), widths.get(i))).append(' ').append(bar);
    }
    return out.toString();
  }

  private String bracket(Style style, String caption) {
    int from = 0;
    int inner = -1;
    for (int i = 0; i < packetTo; i++) {
      if (i < packetFrom) {
        from += widths.get(i) + 3;
      } else {
        inner += widths.get(i) + 3;
      }
    }
    int left = Math.max(0, (inner - caption.length() - 2) / 2);
    char line = style.unicode() ? '─' : '-';
    StringBuilder out = new StringBuilder();
    Text.repeat(out, ' ', from).append(style.unicode() ? '╰' : '\\');
    Text.repeat(out, line, left).append(' ').append(caption).append(' ');
    Text.repeat(out, line, Math.max(0, inner - left - caption.length() - 2));
    return out.append(style.unicode() ? '╯' : '/').toString();
  }
}
