package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.walk.Anatomy.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a message on its way down the layers, once for each layer. Each layer's header comes before
 * what it carries.
 */
public final class Encapsulation {
  private static final int MESSAGE = 22;
  private static final int HEADER = 8;
  private static final int TRAILER = 5;
  private static final int NAME = 8;

  /** The layer of the frame: message, segment and packet lie within it. */
  private static final int FRAME = 3;

  private final String message;
  private final int bytes;
  private final int tcp;
  private final String ipName;
  private final int ip;
  private final boolean ethernet;

  /** Draws a frame whose TCP segment carries this message. */
  public Encapsulation(Frame frame, String message) {
    List<Layer> layers = Anatomy.of(frame.type(), frame.bytes());
    Layer segment = layers.get(layers.size() - 1);
    Layer packet = layers.get(layers.size() - 2);
    this.message = message;
    this.bytes = segment.payload();
    this.tcp = segment.length();
    this.ipName = packet.name();
    this.ip = packet.length();
    this.ethernet = frame.type() == LinkType.ETHERNET;
  }

  /**
   * The lines of the drawing; where they have no room behind an indent, a sum for each layer.
   *
   * @param indent how many columns stand before each line
   */
  public List<String> lines(int indent, Style style) {
    List<String> drawing = drawing(style);
    int widest = drawing.stream().mapToInt(String::length).max().orElse(0);
    return indent + widest > style.lineWidth() ? sums() : drawing;
  }

  private List<String> sums() {
    int packet = ip + tcp + bytes;
    List<String> lines = new ArrayList<>();
    lines.add("message  " + bytes);
    lines.add("segment  TCP " + tcp + " + " + bytes + " = " + (tcp + bytes));
    lines.add("packet   " + ipName + " " + ip + " + " + (tcp + bytes) + " = " + packet);
    if (ethernet) {
      lines.add("frame    14 + " + packet + " + 4 FCS = " + (14 + packet + 4));
    }
    return lines;
  }

  private List<String> drawing(Style style) {
    String bars = style.unicode() ? "┌┬┐│├┼┤└┴┘─" : "+++|++++++-";
    List<String> lines = new ArrayList<>();
    int total = bytes;
    String[] names = {"message", "segment", "packet", "frame"};
    String[] headers = {"", "TCP", ipName, "Ethernet"};
    int[] sizes = {0, tcp, ip, 14};
    int count = ethernet ? names.length : names.length - 1;
    for (int i = 0; i < count; i++) {
      boolean trailed = isFrame(i);
      total += sizes[i] + (trailed ? 4 : 0);
      lines.add(rule(i, count, bars, trailed));
      StringBuilder line = new StringBuilder(Text.padRight(names[i], NAME));
      indent(line, i, count);
      for (int j = i; j >= 1; j--) {
        line.append(bars.charAt(3));
        line.append(Text.padRight(j == i ? headers[j] : "", HEADER));
      }
      line.append(bars.charAt(3)).append(Text.padRight(i == 0 ? message : "", MESSAGE));
      line.append(bars.charAt(3));
      if (trailed) {
        line.append(Text.padRight("FCS", TRAILER)).append(bars.charAt(3));
      }
      lines.add(line.toString());
      lines.add(numbers(Arrays.copyOf(sizes, i + 1), count, bars.charAt(3), total));
    }
    lines.add(rule(count - 1, count, bars, ethernet, true));
    return lines;
  }

  /**
   * The lengths of the headers of one layer and of those within it, and the sum with the message.
   */
  private String numbers(int[] headers, int count, char bar, int total) {
    int layer = headers.length - 1;
    StringBuilder line = new StringBuilder(Text.padRight("", NAME));
    indent(line, layer, count);
    for (int j = layer; j >= 1; j--) {
      line.append(bar).append(Text.padRight(Integer.toString(headers[j]), HEADER));
    }
    line.append(bar).append(Text.padRight(Integer.toString(bytes), MESSAGE)).append(bar);
    if (isFrame(layer)) {
      line.append(Text.padRight("4", TRAILER)).append(bar);
    } else {
      Text.repeat(line, ' ', TRAILER + 1);
    }
    return line.append(" = ").append(total).toString();
  }

  /** Whether this layer is Ethernet's, the only one that also adds a trailer. */
  private boolean isFrame(int layer) {
    return ethernet && layer == FRAME;
  }

  private static void indent(StringBuilder line, int layer, int count) {
    Text.repeat(line, ' ', (count - 1 - layer) * (HEADER + 1));
  }

  private static String rule(int layer, int count, String bars, boolean trailed) {
    return rule(layer, count, bars, trailed, false);
  }

  private static String rule(int layer, int count, String bars, boolean trailed, boolean last) {
    StringBuilder line = new StringBuilder(Text.padRight("", NAME));
    indent(line, layer, count);
    char left = bars.charAt(last ? 7 : 0);
    for (int j = layer; j >= 0; j--) {
      // the box above begins one header further to the right, so the rule has a crossing there
      boolean first = j == layer;
      boolean under = !last && layer > 0 && j < layer;
      char corner = bars.charAt(last ? 8 : under ? 5 : 1);
      line.append(first ? left : corner);
      Text.repeat(line, bars.charAt(10), j == 0 ? MESSAGE : HEADER);
    }
    boolean closesAbove = !last && layer > 0;
    if (trailed) {
      line.append(bars.charAt(last ? 8 : closesAbove ? 5 : 1));
      Text.repeat(line, bars.charAt(10), TRAILER).append(bars.charAt(last ? 9 : 2));
    } else {
      line.append(bars.charAt(last ? 9 : closesAbove ? 6 : 2));
    }
    return line.toString();
  }
}
