package dev.jnet.report.arp;

import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;

/** Says in one line which station has an address. */
public final class ArpHeadline {
  private ArpHeadline() {}

  /** The address, and the hardware address that has it, or those that claim it. */
  public static String line(ArpReportContent content, Style style) {
    return begun(content, style) + rest(content, style) + "\n";
  }

  /** The beginning of the line, which later answers do not change. */
  public static String begun(ArpReportContent content, Style style) {
    return AddressText.target(content.name(), content.target()) + ": " + what(content, style);
  }

  private static String rest(ArpReportContent content, Style style) {
    ResolutionResult resolved = content.resolved();
    if (!resolved.isConflict()) {
      return "";
    }
    int others = resolved.macs().size() - 1;
    String who = others == 1 ? resolved.macs().get(1) + " answers" : others + " other MACs answer";
    return "; " + style.bad("conflict: " + who + ", too");
  }

  /** Only the hardware addresses, one on each line. Empty when no station answered. */
  public static String macs(ArpReportContent content) {
    if (content.own().isPresent()) {
      return content.own().get() + "\n";
    }
    if (content.inTable().isPresent()) {
      return content.inTable().get() + "\n";
    }
    StringBuilder lines = new StringBuilder();
    for (MacAddress mac : content.resolved().macs()) {
      lines.append(mac).append('\n');
    }
    return lines.toString();
  }

  private static String what(ArpReportContent content, Style style) {
    ResolutionResult resolved = content.resolved();
    String asked = Addresses.text(resolved.question().target());
    boolean routed = content.isBehindRouter();
    if (content.own().isPresent()) {
      return style.strong(content.own().get().toString()) + ", this machine itself";
    }
    if (content.isFromTable()) {
      String known =
          content.inTable().isPresent()
              ? style.strong(content.inTable().get().toString()) + ", as the kernel's table has it"
              : style.bad("the kernel's table has no MAC for it");
      return routed ? "behind router " + asked + ": " + known : known;
    }
    if (resolved.answers().isEmpty()) {
      return style.bad((routed ? "router " + asked + ": " : "") + "nobody answers");
    }
    String mac = style.strong(resolved.macs().get(0).toString());
    return routed ? "behind router " + asked + " at " + mac : mac;
  }
}
