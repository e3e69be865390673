package dev.jnet.report.arp;

import dev.jnet.neighbor.Sighting;
import dev.jnet.report.Sheet;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.stream.Collectors;

/** Answers that came with the tag of another VLAN. */
final class VlanText {
  private VlanText() {}

  /** A row for each answer. */
  static void rows(List<Sighting> answers, Sheet sheet) {
    for (Sighting each : answers) {
      sheet.row(
          "Other VLAN",
          Addresses.text(each.address())
              + " was answered for by "
              + each.mac()
              + " in VLAN "
              + each.ethernet().vlans().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining("."))
              + ": no answer on this link, because the kernel drops the frame; a switch port may"
              + " leak it");
    }
  }
}
