package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.report.Sheet;
import dev.jnet.wire.Addresses;

/** Why the target did not answer, and what a router claimed all the same. */
final class NoReplyText {
  private final MtuFindings findings;
  private final MtuResult result;
  private final Sheet sheet;

  NoReplyText(MtuFindings findings, Sheet sheet) {
    this.findings = findings;
    this.result = findings.result();
    this.sheet = sheet;
  }

  void write() {
    sheet.row("Reason", result.failure().map(NoReplyText::told).orElseGet(this::silence));
    if (result.confidence() == Confidence.CLAIMED) {
      sheet.row(
          "Claimed",
          "a router on the way names an MTU of "
              + result.lower()
              + " bytes; without an answer from the target that is not confirmed");
      sheet.row("Bottleneck", BottleneckText.of(findings));
    }
  }

  private static String told(MtuResult.Failure failure) {
    return Addresses.text(failure.address()) + " says: " + failure.words();
  }

  private String silence() {
    return findings.via().equals(MtuFindings.ECHO)
        ? "silence: the target is down, or does not answer echo requests (ping), or a firewall"
            + " drops them or the answers"
        : "silence: the target is down, or a firewall drops probes or answers";
  }
}
