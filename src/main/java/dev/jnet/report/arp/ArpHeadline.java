package dev.jnet.report.arp;

import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;

/** Says in one line which station has an address. */
public final class ArpHeadline {
  private ArpHeadline() {}

  /** The address, and the hardware address that has it. */
  public static String line(ArpFindings findings, Style style) {
    String who = AddressText.target(findings.name(), findings.target());
    return who + ": " + what(findings, style) + "\n";
  }

  /** Only the hardware addresses, one on each line. Empty when no station answered. */
  public static String macs(ArpFindings findings) {
    if (findings.own().isPresent()) {
      return findings.own().get() + "\n";
    }
    if (findings.inTable().isPresent()) {
      return findings.inTable().get() + "\n";
    }
    StringBuilder lines = new StringBuilder();
    for (MacAddress mac : findings.resolved().macs()) {
      lines.append(mac).append('\n');
    }
    return lines.toString();
  }

  private static String what(ArpFindings findings, Style style) {
    ResolutionResult resolved = findings.resolved();
    String asked = Addresses.text(resolved.question().target());
    boolean routed = findings.isBehindRouter();
    if (findings.own().isPresent()) {
      return style.strong(findings.own().get().toString()) + ", this machine itself";
    }
    if (findings.isFromTable()) {
      String known =
          findings.inTable().isPresent()
              ? style.strong(findings.inTable().get().toString()) + ", as the kernel's table has it"
              : style.bad("the kernel's table has no MAC for it");
      return routed ? "behind router " + asked + ": " + known : known;
    }
    if (resolved.answers().isEmpty()) {
      return style.bad((routed ? "router " + asked + ": " : "") + "nobody answers");
    }
    if (resolved.isConflict()) {
      return style.bad(
          "conflict: "
              + resolved.macs().size()
              + " MACs answer for "
              + (routed ? asked : "this address"));
    }
    String mac = style.strong(resolved.macs().get(0).toString());
    return routed ? "behind router " + asked + " at " + mac : mac;
  }
}
