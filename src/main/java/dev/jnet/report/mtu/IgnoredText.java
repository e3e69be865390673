package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.report.Sheet;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;

/** Claims of routers that were not believed, and messages that answered no probe. */
final class IgnoredText {
  private final MtuFindings findings;
  private final Sheet sheet;

  IgnoredText(MtuFindings findings, Sheet sheet) {
    this.findings = findings;
    this.sheet = sheet;
  }

  void write() {
    for (Ignored claim : findings.result().ignored()) {
      sheet.row("Ignored", inWords(claim));
    }
    int unmatched = findings.tally().unmatched();
    if (unmatched > 0) {
      sheet.row("Ignored", Text.count(unmatched, "ICMP message") + " that fitted no probe");
    }
  }

  private static String inWords(Ignored claim) {
    String said =
        Addresses.text(claim.address())
            + " claimed an MTU of "
            + claim.claim()
            + " about "
            + claim.size()
            + " bytes: ";
    return said
        + switch (claim.why()) {
          case NOT_BELOW_THE_PROBE -> "that is not smaller";
          case BELOW_THE_MINIMUM -> "no link may carry so little";
          case REFUTED -> "larger packets arrived";
        };
  }
}
