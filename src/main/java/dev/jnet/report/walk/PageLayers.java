package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.report.HtmlText;
import dev.jnet.report.walk.Anatomy.Field;
import dev.jnet.report.walk.Anatomy.Layer;
import java.util.List;

/**
 * Draws a frame on a page: each layer around the one that it carries, each header, and each byte.
 */
final class PageLayers {
  private static final int MAX_HEX = 192;
  private static final String[] ROWS = {"message", "segment", "packet", "frame"};

  private final Html html;
  private final Frame frame;
  private final List<Layer> layers;

  PageLayers(Html html, Frame frame) {
    this.html = html;
    this.frame = frame;
    this.layers = Anatomy.of(frame.type(), frame.bytes());
  }

  static String color(String layer) {
    return switch (layer) {
      case "Ethernet", "FCS" -> "--l-ethernet";
      case "IPv4", "IPv6" -> "--l-ip";
      case "TCP", "UDP" -> "--l-tcp";
      case "ARP" -> "--l-arp";
      default -> "--l-message";
    };
  }

  /** Draws all headers in a row. The width of each shows its length. */
  void strip(List<Pen.Part> parts) {
    html.raw("<div class=\"strip\">");
    for (Layer each : layers) {
      html.box(each.name(), each.length(), color(each.name()));
    }
    for (Pen.Part each : parts) {
      html.box(each.name(), each.bytes(), "--l-message");
    }
    if (frame.type() == LinkType.ETHERNET) {
      html.box("FCS", 4, "--l-ethernet");
    }
    html.raw("</div>");
  }

  /**
   * Draws the way down the layers, with a row for each. Each layer's header comes before what it
   * carries.
   */
  void down(String message) {
    int count = layers.size();
    int data = layers.get(count - 1).payload();
    boolean ethernet = frame.type() == LinkType.ETHERNET;
    StringBuilder columns = new StringBuilder("max-content");
    for (Layer each : layers) {
      columns.append(" minmax(min-content,").append(each.length()).append("fr)");
    }
    columns.append(" minmax(5rem,").append(Math.min(90, Math.max(20, data))).append("fr)");
    columns.append(ethernet ? " minmax(min-content,4fr)" : "");
    html.raw("<div class=\"caps\" style=\"grid-template-columns:" + columns + "\">");
    int total = data;
    for (int row = 0; row <= count; row++) {
      boolean last = row == count;
      total += row == 0 ? 0 : layers.get(count - row).length();
      total += last && ethernet ? 4 : 0;
      String name = ROWS[Math.min(row, ROWS.length - 1)];
      html.raw("<div class=\"name\">" + name + "<b>" + total + "</b></div>");
      for (int i = count - row; i < count; i++) {
        boolean added = i == count - row;
        box(layers.get(i).name(), layers.get(i).length(), i + 2, !added);
      }
      box(row == 0 ? message : "data", data, count + 2, row > 0);
      if (last && ethernet) {
        box("FCS", 4, count + 3, false);
      }
    }
    html.raw("</div>");
  }

  private void box(String name, int bytes, int column, boolean inner) {
    html.raw("<div class=\"box" + (inner ? " inner" : "") + "\" style=\"grid-column:" + column);
    html.raw(";--accent:var(" + color(name) + ")\">" + HtmlText.of(name) + "<b>" + bytes);
    html.raw("</b></div>");
  }

  /** Lists the fields of a header. */
  static void fields(Html html, Layer layer) {
    html.raw("<details open><summary>" + HtmlText.of(layer.name()) + " header <small>");
    html.raw(layer.length() + " bytes</small></summary><div class=\"fields\">");
    for (Field field : layer.fields()) {
      int last = field.offset() + field.bytes() - 1;
      html.element("span class=\"at\"", field.offset() + (field.bytes() > 1 ? "–" + last : ""));
      html.element("span", field.name()).element("code", field.value());
      html.element("span class=\"why\"", field.meaning());
    }
    html.raw("</div></details>");
  }

  /** Lists the bytes, in the colours of their layers. */
  void hex() {
    byte[] bytes = frame.bytes();
    html.raw("<div class=\"key\">");
    for (Layer each : layers) {
      html.raw("<span style=\"--accent:var(" + color(each.name()) + ")\">" + each.name());
      html.raw("</span>");
    }
    html.raw("<span style=\"--accent:var(--l-message)\">data</span></div><div class=\"hex\">");
    int end = Math.min(bytes.length, MAX_HEX);
    for (int i = 0; i < end; i++) {
      String color = "--l-message";
      for (Layer each : layers) {
        boolean inside = i >= each.offset() && i < each.offset() + each.length();
        color = inside ? color(each.name()) : color;
      }
      html.raw("<span style=\"--accent:var(" + color + ")\">");
      html.raw("" + Character.forDigit(bytes[i] >> 4 & 15, 16));
      html.raw(Character.forDigit(bytes[i] & 15, 16) + "</span>");
    }
    html.raw("</div>");
    if (bytes.length > end) {
      html.element("p class=\"term\"", "and " + (bytes.length - end) + " bytes more");
    }
  }
}
