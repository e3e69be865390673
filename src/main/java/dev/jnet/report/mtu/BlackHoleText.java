package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;

/** What a black hole does to connections, and three remedies. */
final class BlackHoleText {
  private final MtuFindings findings;
  private final MtuResult result;
  private final Style style;
  private final Sheet sheet;

  BlackHoleText(MtuFindings findings, Style style, Sheet sheet) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = sheet;
  }

  /** Writes nothing where there is no black hole, or where that is not confirmed. */
  void write() {
    if (!result.blackHole() || result.confidence() != Confidence.CONFIRMED) {
      return;
    }
    Arithmetic sums = new Arithmetic(Addresses.version(findings.target()), result.lower());
    String icmp = sums.version() == 4 ? "ICMP type 3 code 4" : "ICMPv6 type 2";
    sheet.row(
        "Black hole",
        style.bad("nobody reports that packets over " + result.lower() + " bytes are dropped")
            + ": connections hang as soon as they send that much at once");
    sheet.row("What to do", "let " + icmp + " through where it is filtered; or");
    sheet.row(
        "", "clamp the MSS on a router: nft ... tcp option maxseg size set " + sums.mss() + "; or");
    sheet.row(
        "",
        "here alone: ip link set dev " + findings.hop().interfaceName() + " mtu " + result.lower());
  }
}
