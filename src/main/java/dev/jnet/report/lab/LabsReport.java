package dev.jnet.report.lab;

import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.List;

/** Describes the practice networks in words and pictures. */
public final class LabsReport {
  /** The space before the lines below a title. */
  public static final String INDENT = "  ";

  private LabsReport() {}

  /** All networks: each with its title, its picture, and the hosts that can be asked. */
  public static String list(List<LabsDocument.Network> labs, Style style) {
    StringBuilder out = new StringBuilder(4096);
    for (LabsDocument.Network lab : labs) {
      head(out, lab, style);
      picture(out, lab);
      hanging(out, "Hosts: ", hostNames(lab), style);
      out.append('\n');
    }
    return example(out, labs.get(0)).toString();
  }

  /** One network with all details. */
  public static String one(LabsDocument.Network lab, Style style) {
    StringBuilder out = new StringBuilder(1024);
    head(out, lab, style);
    out.append('\n');
    picture(out, lab);
    out.append('\n');
    lab.notes().forEach(note -> hanging(out, "", note, style));
    if (!lab.notes().isEmpty()) {
      out.append('\n');
    }
    int width = "You".length();
    for (LabsDocument.Host host : lab.hosts()) {
      width = Math.max(width, host.name().length());
    }
    LabsDocument.Client you = lab.client();
    String own = String.join(", ", you.addresses()) + ", MTU " + you.mtu();
    hanging(out, Text.padRight("You", width) + INDENT, own, style);
    for (LabsDocument.Host host : lab.hosts()) {
      String addresses = String.join(", ", host.addresses());
      hanging(out, Text.padRight(host.name(), width) + INDENT, addresses, style);
    }
    return example(out.append('\n'), lab).toString();
  }

  private static void hanging(StringBuilder out, String front, String text, Style style) {
    out.append(new Sheet(style).hanging(INDENT + front, text));
  }

  private static void head(StringBuilder out, LabsDocument.Network lab, Style style) {
    out.append(new Sheet(style).hanging(style.strong(lab.name()) + INDENT, lab.title()));
  }

  private static void picture(StringBuilder out, LabsDocument.Network lab) {
    for (String line : lab.drawing()) {
      out.append(INDENT).append(line).append('\n');
    }
  }

  private static String hostNames(LabsDocument.Network lab) {
    StringBuilder names = new StringBuilder();
    for (LabsDocument.Host host : lab.hosts()) {
      names.append(names.isEmpty() ? "" : ", ").append(host.name());
    }
    return names.toString();
  }

  private static StringBuilder example(StringBuilder out, LabsDocument.Network lab) {
    return lab.example().isEmpty() ? out : out.append("Try: ").append(lab.example()).append('\n');
  }
}
