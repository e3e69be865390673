package dev.jnet.report.mtu;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.report.AddressText;
import dev.jnet.report.FindingText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.util.List;

/** A path MTU in words: the headline, the sums and the evidence in their order. */
public final class MtuReport {
  private static final List<Class<? extends Finding>> ORDER =
      List.of(
          Unanswered.class,
          AnsweredByAnother.class,
          PathMtuClaimed.class,
          NarrowestHere.class,
          BelowIpv6Minimum.class,
          TooBigReported.class,
          BlackHole.class,
          ReportsRationed.class,
          ReportFromOwnAddress.class,
          EncapsulationGuess.class,
          PathMtu.class,
          PathMtuAtLeast.class,
          DontFragmentCleared.class,
          PathMtuRange.class,
          RepliesFragmented.class,
          LargeRepliesLost.class,
          ReturnPathUntested.class,
          StaleCache.class,
          MiddleboxAnswers.class);

  private final MtuFindings findings;
  private final MtuResult result;
  private final List<Finding> conclusions;
  private final Style style;
  private final Sheet sheet;

  private MtuReport(MtuFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.conclusions = findings.conclusions();
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
    if (result.status() == Status.OK) {
      new SizesText(findings, style, sheet).write();
      sheet.blank();
    }
    for (Class<? extends Finding> kind : ORDER) {
      FindingText.rows(sheet, style, conclusions, kind);
    }
    new RemedyText(findings, conclusions, sheet).write();
    probes();
    sheet.row("From here", fromHere());
    IgnoredText.write(findings, conclusions, style, sheet);
    findings.seen().rows(sheet);
    sheet.row("Measured", measured());
    return sheet.toString();
  }

  private String headline() {
    if (result.status() == Status.NO_REPLY) {
      return style.bad("no reply");
    }
    if (FindingText.first(conclusions, PathMtuAtLeast.class).isPresent()) {
      return style.strong("path MTU at least " + result.lower() + " bytes")
          + ", "
          + style.good("confirmed");
    }
    if (FindingText.first(conclusions, DontFragmentCleared.class).isPresent()) {
      return style.warning("path MTU not known")
          + ": packets up to "
          + result.lower()
          + " bytes arrive, some in fragments";
    }
    boolean guessed =
        FindingText.first(conclusions, MiddleboxAnswers.class).isPresent()
            || FindingText.first(conclusions, PathMtu.class)
                .filter(mtu -> mtu.grounds().certainty().degree() == Degree.GUESSED)
                .isPresent();
    if (guessed) {
      return style.strong("path MTU " + result.lower() + " bytes")
          + ", "
          + style.warning("as far as replies tell");
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
    if (result.status() == Status.OK && findings.via().kind() != Via.Kind.ICMP) {
      sheet.row("Probed with", ProbeWords.of(findings.via()));
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
