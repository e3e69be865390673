package dev.jnet.report.arp;

import dev.jnet.neighbor.ReverseAnswer;
import dev.jnet.neighbor.ReverseResolutionResult;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.io.IOException;

/** Reports what RARP servers said about a MAC address. */
public final class ReverseReport {
  private ReverseReport() {}

  /** The report, about 10 lines. */
  public static String text(ReverseResolutionResult resolved, VendorNames vendors, Style style)
      throws IOException {
    Sheet sheet = new Sheet(style);
    sheet.headline(resolved.target() + ": " + headline(resolved, style));
    sheet.blank();
    sheet.row("Vendor", vendors.words(resolved.target()));
    for (ReverseAnswer answer : resolved.answers()) {
      sheet.row(
          "Server",
          Addresses.text(answer.serverAddress())
              + " at "
              + answer.server()
              + " says "
              + Addresses.text(answer.address())
              + ", after "
              + Text.millis(answer.timing().roundTrip())
              + " ms");
    }
    sheet.row(
        "Asked",
        Text.count(resolved.asked(), "RARP request")
            + " (RFC 903: EtherType 0x8035, operation 3) by broadcast on "
            + resolved.interfaceName());
    if (resolved.answers().isEmpty()) {
      sheet.row(
          "Silence",
          "RARP has no answer that says no: either there is no server, as almost everywhere today,"
              + " or its table does not have this MAC");
      sheet.row(
          "Today",
          "BOOTP (RFC 951) and DHCP (RFC 2131) took its place: they run over UDP and so pass"
              + " routers, need no server that speaks raw Ethernet, and bring mask, router and name"
              + " servers along; in IPv6 stations make their addresses themselves (RFC 4862)");
    }
    return sheet.toString();
  }

  private static String headline(ReverseResolutionResult resolved, Style style) {
    if (resolved.answers().isEmpty()) {
      return style.bad("no RARP server answers");
    }
    return resolved.isConflict()
        ? style.bad("the servers do not agree")
        : style.strong(Addresses.text(resolved.answers().get(0).address()));
  }

  /** Only the addresses, one on each line. */
  public static String addresses(ReverseResolutionResult resolved) {
    StringBuilder lines = new StringBuilder();
    for (ReverseAnswer answer : resolved.answers()) {
      lines.append(Addresses.text(answer.address())).append('\n');
    }
    return lines.toString();
  }
}
