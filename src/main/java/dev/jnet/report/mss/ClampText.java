package dev.jnet.report.mss;

import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;

/**
 * Says where the MSS option of this host's SYN was rewritten, by what routers quoted of the SYN.
 */
final class ClampText {
  private final MssReportContent content;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;

  ClampText(MssReportContent content, Style style, Sheet sheet) {
    this.content = content;
    this.result = content.result();
    this.style = style;
    this.sheet = sheet;
  }

  void writeClamp() {
    if (result.clamp().isEmpty()) {
      sheet.row("Clamping", none());
      return;
    }
    Clamp clamp = result.clamp().get();
    String became = clamp.mss().isPresent() ? "lowered to " + clamp.mss().getAsInt() : "taken out";
    sheet.row("Clamping", style.strong("the SYN's MSS was " + became) + " " + where(clamp));
    if (clamp.mss().isPresent() && clamp.mss().getAsInt() == content.theirMss()) {
      sheet.row("", "the SYN-ACK has the same MSS: probably clamped there too, on its way back");
    }
  }

  private String none() {
    if (result.hops().stream().anyMatch(hop -> hop.mss().isPresent() || hop.complete())) {
      return "none seen: where routers quoted the SYN's MSS, it was unchanged";
    }
    if (result.routers() == 0) {
      return "none: as the SYN-ACK's TTL tells, no router is on the way";
    }
    return result.hops().isEmpty()
        ? "not known: no router on the way quoted the SYN"
        : "not known: the routers' quotes are too short to hold the MSS option";
  }

  private static String where(Clamp clamp) {
    if (clamp.behind().isEmpty()) {
      return "before " + inWords(clamp.before());
    }
    return "by "
        + inWords(clamp.behind().get())
        + " (it still got what this machine sent; "
        + inWords(clamp.before())
        + ", did not)";
  }

  private static String inWords(Hop hop) {
    return "hop " + hop.hop() + ", " + Addresses.text(hop.address());
  }

  /** Writes a row for each router that quoted the SYN. */
  void writeHops() {
    for (Hop hop : result.hops()) {
      sheet.row("Hop " + hop.hop(), Addresses.text(hop.address()) + ": " + quote(hop));
    }
  }

  private static String quote(Hop hop) {
    if (hop.mss().isPresent()) {
      return "the SYN came here with MSS " + hop.mss().getAsInt();
    }
    return hop.complete()
        ? "the SYN came here without an MSS option"
        : "its quote of the SYN is too short to hold the MSS option";
  }
}
