package dev.jnet.report.mss;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.SegmentFinding;
import dev.jnet.finding.SegmentFinding.DownloadArrived;
import dev.jnet.finding.SegmentFinding.DownloadUntested;
import dev.jnet.link.FirstHop;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.BlackHoleRemedies;
import dev.jnet.report.Programs;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.report.finding.SegmentFit;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Reports a connection's segment size: the headline, and the parts in their order. */
public final class MssReport {
  private static final int HTTPS = 443;

  private final MssReportContent content;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;

  private MssReport(MssReportContent content, Style style) {
    this.content = content;
    this.result = content.result();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report. */
  public static String text(MssReportContent content, Style style) {
    return new MssReport(content, style).write();
  }

  /** The usable MSS alone, in bytes; empty without a connection. */
  public static String number(MssReportContent content) {
    return content.result().status() == Status.OPEN ? content.usable() + "\n" : "";
  }

  private String write() {
    boolean open = result.status() == Status.OPEN;
    sheet.headline(
        AddressText.target(content.name(), content.question().target())
            + ", TCP port "
            + content.question().port()
            + ": "
            + (open ? headline() : style.bad(refusal())));
    sheet.blank();
    ClampText clamp = new ClampText(content, style, sheet);
    if (open) {
      meaning();
      UsableMssSums sums = new UsableMssSums(content, style, sheet);
      sums.writeSizes();
      sheet.blank();
      clamp.writeClamp();
      clamp.writeHops();
      path();
      sureness();
      FindingText.rows(sheet, style, content.conclusions(), SegmentFinding.class);
      toTest();
      sums.writeOverhead();
    } else {
      clamp.writeHops();
    }
    measured();
    return sheet.toString();
  }

  /** Says first what it means, and what to do. */
  private void meaning() {
    if (content.verdict() == SegmentFit.REPORTED) {
      sheet
          .row(
              "What it means",
              "what this machine sends gets through, and there is nothing to do: only the first"
                  + " large segments are too big, and a router says so")
          .blank();
    }
    if (content.verdict() != SegmentFit.TOO_LARGE) {
      return;
    }
    FirstHop hop = content.question().hop();
    int mtu = content.path().orElseThrow().lower();
    new BlackHoleRemedies(content.question().target(), hop, mtu, Optional.empty(), "mtu")
        .write(content.name(), mtu, sheet);
    sheet.blank();
  }

  private String headline() {
    String bytes =
        style.strong(content.effective() + " bytes of data a segment")
            + " (MSS "
            + content.usable()
            + ")";
    return (content.verdict() == SegmentFit.TOO_LARGE
            ? style.bad(
                    FindingText.NAME
                        + ": full segments (MSS "
                        + content.ourSegments()
                        + ") vanish, and no router says so")
                + "; "
                + bytes
                + " get through"
            : bytes + ", " + verdict())
        + (content.stalled() ? ", " + style.bad("but the download stalled") : "")
        + (isUntested() ? "; " + style.warning("downloads were not tested") : "");
  }

  /** Whether nothing large came from the server, so that the return path may still be bad. */
  private boolean isUntested() {
    for (Finding finding : content.conclusions()) {
      if (finding instanceof DownloadUntested
          || (finding instanceof DownloadArrived arrived && !arrived.filling())) {
        return true;
      }
    }
    return false;
  }

  /** Names the command that tests downloads. */
  private void toTest() {
    if (!isUntested()) {
      return;
    }
    String name = content.name();
    int port = content.question().port().number();
    if (port == HTTPS) {
      sheet.row("To test it", "fetch a page:").command("jnet doctor https://" + name + "/");
    } else {
      sheet
          .row("To test it", "fetch a page of more than 2000 bytes, if it is an HTTP server:")
          .command("jnet mss --get " + Style.PAGE + " " + AddressText.endpoint(name, port));
    }
  }

  private String words() {
    return content.verdict().words();
  }

  private String verdict() {
    return switch (content.verdict()) {
      case FITS, CLAMPED, REPORTED -> style.good(words());
      case TOO_LARGE -> style.bad(words());
      case SMALL, UNKNOWN -> style.warning(words());
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
        .or(
            () ->
                Programs.silence(
                        LocalConclusions.unheard(
                            content.tally().programs(), content.tally().elsewhere()))
                    .map(here -> "no answer to the SYNs: " + here))
        .orElse("no answer to the SYNs");
  }

  private void path() {
    sheet.row("Path MTU", content.path().isEmpty() ? "not found out: ended before" : pathFound());
  }

  private String pathFound() {
    if (content.pathMss() == 0) {
      return "not found out with data segments: "
          + content
              .path()
              .flatMap(path -> path.failure())
              .map(failure -> failure.words())
              .orElse("the other side did not acknowledge them");
    }
    return content.path().orElseThrow().lower()
        + " bytes, measured with large segments to port "
        + content.question().port();
  }

  /** What arrived, and what became of packets that were one size larger. */
  private void sureness() {
    MtuResult path = content.path().orElse(null);
    if (path == null || content.pathMss() == 0) {
      return;
    }
    int tried = path.counts().upperSent();
    String beyond =
        path.counts().upperReported() > 0
            ? "; " + path.upper() + " bytes were reported as too big"
            : "; "
                + path.upper()
                + " bytes never did in "
                + (tried == 1 ? "1 try" : tried + " tries");
    sheet.row("How sure", path.lower() + " bytes arrived" + (tried > 0 ? beyond : ""));
  }

  private void measured() {
    content.seen().rows(sheet);
    sheet.row(
        "Measured",
        Text.count(content.tally().sent(), "segment")
            + " sent, "
            + content.tally().received()
            + " answers, "
            + Text.millis(content.elapsed())
            + " ms"
            + (result.roundTrip() >= 0
                ? "; round trip " + Text.millis(result.roundTrip()) + " ms"
                : ""));
  }
}
