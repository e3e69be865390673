package dev.jnet.report.lab;

import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.List;

/** Describes the practice networks in words and pictures. */
public final class LabsReport {
  private static final String INDENT = "  ";

  private LabsReport() {}

  /** All networks: each with its title, its picture, and the hosts that can be asked. */
  public static String list(List<LabsDocument.Network> labs, Style style) {
    StringBuilder out = new StringBuilder(4096);
    for (LabsDocument.Network lab : labs) {
      head(out, lab, style);
      picture(out, lab);
      out.append(INDENT).append("Hosts: ").append(hostNames(lab)).append("\n\n");
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
    for (String note : lab.notes()) {
      List<String> lines = Text.wrap(note, 76);
      for (String line : lines) {
        out.append(INDENT).append(line).append('\n');
      }
    }
    if (!lab.notes().isEmpty()) {
      out.append('\n');
    }
    int width = "You".length();
    for (LabsDocument.Host host : lab.hosts()) {
      width = Math.max(width, host.name().length());
    }
    row(out, width, "You", lab.client().addresses(), "MTU " + lab.client().mtu());
    for (LabsDocument.Host host : lab.hosts()) {
      row(out, width, host.name(), host.addresses(), "");
    }
    return example(out.append('\n'), lab).toString();
  }

  private static void row(
      StringBuilder out, int width, String name, List<String> addresses, String more) {
    out.append(INDENT).append(Text.padRight(name, width)).append(INDENT);
    out.append(String.join(", ", addresses));
    out.append(more.isEmpty() ? "" : ", " + more).append('\n');
  }

  private static void head(StringBuilder out, LabsDocument.Network lab, Style style) {
    out.append(style.strong(lab.name())).append(INDENT).append(lab.title()).append('\n');
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
    return out.append("Try: jnet mtu --lab ")
        .append(lab.name())
        .append(' ')
        .append(lab.hosts().get(0).name())
        .append('\n');
  }
}
