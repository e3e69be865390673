package dev.jnet.report.mss;

import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import java.util.List;

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
      return "none seen: no router that quoted the SYN has changed its MSS (to clamp is to lower"
          + " it)";
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

  /** Writes what each router quoted of the SYN: one row for neighbors that quoted the same. */
  void writeHops() {
    List<Hop> hops = result.hops();
    for (int i = 0; i < hops.size(); i++) {
      int from = i;
      while (i + 1 < hops.size() && quote(hops.get(i + 1)).equals(quote(hops.get(from)))) {
        i++;
      }
      Hop first = hops.get(from);
      Hop last = hops.get(i);
      sheet.row(
          i == from ? "Hop " + first.hop() : "Hops " + first.hop() + style.dash() + last.hop(),
          Addresses.text(first.address())
              + (i == from ? "" : " to " + Addresses.text(last.address()))
              + ": "
              + quote(first));
    }
  }

  private static String quote(Hop hop) {
    if (hop.mss().isPresent()) {
      return "the SYN arrived with MSS " + hop.mss().getAsInt();
    }
    return hop.complete()
        ? "the SYN arrived without an MSS option"
        : "what was quoted of the SYN is too short to hold the MSS option";
  }
}
