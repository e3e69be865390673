package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.report.AddressText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;

/** A path MTU in words: the headline, the sums and the evidence in their order. */
public final class MtuReport {
  private final MtuFindings findings;
  private final MtuResult result;
  private final Style style;
  private final Sheet sheet;

  private MtuReport(MtuFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report, about 20 lines. */
  public static String text(MtuFindings findings, Style style) {
    return new MtuReport(findings, style).write();
  }

  /** The number alone; empty when there is none to rely on. */
  public static String number(MtuFindings findings) {
    return findings.result().known() ? Integer.toString(findings.result().lower()) : "";
  }

  private String write() {
    sheet.line(AddressText.target(findings.name(), findings.target()) + ": " + headline());
    sheet.blank();
    if (result.status() == Status.NO_REPLY) {
      new NoReplyText(findings, sheet).write();
    } else {
      new SizesText(findings, style, sheet).write();
      sheet.blank();
      new EvidenceText(findings, style, sheet).write();
      new BlackHoleText(findings, style, sheet).write();
    }
    probes();
    sheet.row("From here", fromHere());
    new IgnoredText(findings, sheet).write();
    findings.seen().rows(sheet);
    sheet.row("Measured", measured());
    return sheet.toString();
  }

  private String headline() {
    if (result.status() == Status.NO_REPLY) {
      return style.bad("no reply");
    }
    return result.confidence() == Confidence.CONFIRMED
        ? style.strong("path MTU " + result.lower() + " bytes") + ", " + style.good("confirmed")
        : style.strong("path MTU " + range() + " bytes") + ", " + style.warning("bracketed");
  }

  private String range() {
    int most = result.upper() - 1;
    return result.lower() == most ? String.valueOf(most) : result.lower() + " to " + most;
  }

  private void probes() {
    if (!findings.unanswered().isEmpty()) {
      sheet.row("Not answered", findings.unanswered());
    }
    if (result.status() == Status.OK && !findings.via().equals(MtuFindings.ECHO)) {
      sheet.row("Probed with", findings.via());
    }
  }

  private String fromHere() {
    String text =
        findings.hop().interfaceName()
            + ", MTU "
            + findings.hop().mtu()
            + ", "
            + Addresses.text(findings.hop().source());
    return findings.hop().nextHop().equals(findings.target())
        ? text + "; the target is on this link"
        : text + "; next hop " + Addresses.text(findings.hop().nextHop());
  }

  private String measured() {
    String text =
        Text.count(result.probes(), "probe")
            + ", "
            + Text.count(result.rounds(), "round")
            + ", "
            + Text.millis(findings.elapsed())
            + " ms";
    return result.roundTrip() > 0
        ? text + "; round trip " + Text.millis(result.roundTrip()) + " ms"
        : text;
  }
}
