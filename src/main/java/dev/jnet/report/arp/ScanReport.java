package dev.jnet.report.arp;

import dev.jnet.finding.Finding;
import dev.jnet.finding.NeighborConclusions;
import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.NeighborFinding.OneStationForMany;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;

/** Reports which stations are on a link, as a table in the order of their addresses. */
public final class ScanReport {
  private static final int ADDRESS = 15;
  private static final int RTT = 8;
  private static final int VENDOR = 30;

  /** With fewer columns than this, a station takes two lines. */
  private static final int ONE_LINE = 75;

  private ScanReport() {}

  /** The report. Each station has a line. */
  public static String text(
      ScanResult scanned, String range, String interfaceName, VendorNames vendors, Style style)
      throws IOException {
    Sheet sheet = new Sheet(style);
    sheet.headline(range + " on " + interfaceName + ": " + headline(scanned, style));
    sheet.blank();
    for (ScanFinding found : scanned.found()) {
      for (NeighborAnswer answer : found.answers()) {
        line(found, answer, vendors, style, sheet);
      }
    }
    if (!scanned.found().isEmpty()) {
      sheet.blank();
    }
    List<Finding> findings = NeighborConclusions.of(scanned, interfaceName);
    FindingText.rows(sheet, style, findings, OneStationForMany.class);
    FindingText.rows(sheet, style, findings, AnsweredInOtherVlan.class);
    if (!scanned.complete()) {
      sheet.row("Incomplete", style.warning("ended before all addresses were asked for"));
    }
    if (scanned.refused() > 0) {
      sheet.row(
          "Not sent",
          style.warning(Text.count(scanned.refused(), "question"))
              + " that the link did not take: try a lower --rate");
    }
    sheet.row(
        "Waited",
        Text.millis(scanned.waited())
            + " ms for each answer (set from the slowest reply); --wait 0.5 finds wireless stations"
            + " that sleep");
    sheet.row(
        "Measured",
        (scanned.addresses() == 1 ? "1 address" : scanned.addresses() + " addresses")
            + ", "
            + Text.count(scanned.sent(), "question")
            + ", "
            + Text.millis(scanned.took())
            + " ms; the silent ones were asked twice");
    return sheet.toString();
  }

  private static String headline(ScanResult scanned, Style style) {
    if (scanned.found().isEmpty()) {
      return style.bad("nobody answers");
    }
    String hosts =
        scanned.found().size() == 1 ? "1 address" : scanned.found().size() + " addresses";
    return style.strong(hosts + " answered")
        + (scanned.duplicates() > 0
            ? ", " + style.bad(scanned.duplicates() + " by more than one MAC")
            : "");
  }

  private static void line(
      ScanFinding found, NeighborAnswer answer, VendorNames vendors, Style style, Sheet sheet)
      throws IOException {
    String mac = answer.mac().toString();
    String pair =
        "  "
            + Text.padRight(Addresses.text(found.address()), ADDRESS)
            + "  "
            + (found.isDuplicate() ? style.bad(mac) : mac);
    String time = Text.millis(answer.timing().roundTrip());
    String rest =
        Text.padRight(vendors.column(answer.mac()), found.isDuplicate() ? VENDOR : 0)
            + (found.isDuplicate() ? style.bad("duplicate") : "")
            + (answer.isFromElsewhere() ? style.warning(" (sent by another station)") : "");
    if (style.lineWidth() < ONE_LINE) {
      sheet.line(pair).hanging("    ", time + " ms  " + rest);
    } else {
      sheet.line(pair + "  " + Text.padLeft(time, RTT) + " ms  " + rest);
    }
  }

  /** Only addresses and MACs, one pair on each line. */
  public static String pairs(ScanResult scanned) {
    StringBuilder lines = new StringBuilder();
    for (ScanFinding found : scanned.found()) {
      for (NeighborAnswer answer : found.answers()) {
        lines.append(Addresses.text(found.address())).append(' ').append(answer.mac()).append('\n');
      }
    }
    return lines.toString();
  }

  /** The line that shows while the scan runs. */
  public static String progress(int sent, int left, int found) {
    return sent
        + " asked"
        + (left > 0 ? ", " + left + " to go" : ", waiting")
        + ", "
        + found
        + " found";
  }
}
