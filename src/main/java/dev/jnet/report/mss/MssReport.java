package dev.jnet.report.mss;

import dev.jnet.finding.SegmentFinding;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.report.AddressText;
import dev.jnet.report.FindingText;
import dev.jnet.report.SegmentFit;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;

/** A connection's segment size in words: the headline, and the parts in their order. */
public final class MssReport {
  private final MssFindings findings;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;

  private MssReport(MssFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report. */
  public static String text(MssFindings findings, Style style) {
    return new MssReport(findings, style).write();
  }

  /** The number alone; empty without a connection. */
  public static String number(MssFindings findings) {
    return findings.result().status() == Status.OPEN ? findings.usable() + "\n" : "";
  }

  private String write() {
    boolean open = result.status() == Status.OPEN;
    sheet.line(
        AddressText.target(findings.name(), findings.question().target())
            + ", TCP port "
            + findings.question().port()
            + ": "
            + (open ? headline() : style.bad(refusal())));
    sheet.blank();
    ClampText clamp = new ClampText(findings, style, sheet);
    if (open) {
      SegmentSums sums = new SegmentSums(findings, style, sheet);
      sums.writeSizes();
      sheet.blank();
      clamp.writeClamp();
      clamp.writeHops();
      path();
      FindingText.rows(sheet, style, findings.conclusions(), SegmentFinding.class);
      sums.writeOverhead();
    } else {
      clamp.writeHops();
    }
    measured();
    return sheet.toString();
  }

  private String headline() {
    String bytes = style.strong(findings.effective() + " bytes of data a segment");
    return (findings.verdict() == SegmentFit.TOO_LARGE
            ? style.bad("an MSS of " + findings.ourSegments() + " is " + words())
                + "; "
                + bytes
                + " get through"
            : bytes + ", " + verdict())
        + (findings.stalled() ? ", " + style.bad("but the download stalled") : "");
  }

  private String words() {
    return findings.verdict().words();
  }

  private String verdict() {
    return switch (findings.verdict()) {
      case FITS, CLAMPED -> style.good(words());
      case TOO_LARGE -> style.bad(words());
      case SMALL, REPORTED, UNKNOWN -> style.warning(words());
    };
  }

  private String refusal() {
    if (result.status() == Status.CLOSED) {
      return "closed (RST): no connection, no segments";
    }
    return result
        .failure()
        .map(
            failure ->
                "filtered ("
                    + Addresses.text(failure.from())
                    + " says: "
                    + failure.error().inWords()
                    + ")")
        .orElse("no answer to our SYNs");
  }

  private void path() {
    sheet.row("Path MTU", findings.path().isEmpty() ? "not found out: ended before" : pathFound());
  }

  private String pathFound() {
    if (findings.pathMss() == 0) {
      return "not found out with data segments: "
          + findings
              .path()
              .flatMap(path -> path.failure())
              .map(failure -> failure.words())
              .orElse("the other side did not acknowledge them");
    }
    return findings.path().orElseThrow().lower()
        + " bytes, by full segments on the same ports to the server";
  }

  private void measured() {
    findings.seen().rows(sheet);
    sheet.row(
        "Measured",
        Text.count(findings.tally().sent(), "segment")
            + " sent, "
            + findings.tally().received()
            + " answers, "
            + Text.millis(findings.elapsed())
            + " ms"
            + (result.roundTrip() >= 0
                ? "; round trip " + Text.millis(result.roundTrip()) + " ms"
                : ""));
  }
}
