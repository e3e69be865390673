package dev.jnet.report.mss;

import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ethernet;
import java.util.Optional;
import java.util.OptionalInt;

/** A connection's segment size in words, and who decided it. */
public final class MssReport {
  private static final int MEGABYTE = 1_000_000;

  private final MssFindings findings;
  private final MssResult result;
  private final Style style;
  private final Sheet sheet;
  private final Arithmetic here;

  private MssReport(MssFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = new Sheet(style);
    this.here =
        new Arithmetic(
            Addresses.version(findings.question().target()), findings.question().hop().mtu());
  }

  /** The report. */
  public static String text(MssFindings findings, Style style) {
    return new MssReport(findings, style).write();
  }

  /** The number alone; empty without a connection. */
  public static String number(MssFindings findings) {
    return findings.result().status() == Status.OPEN ? findings.effective() + "\n" : "";
  }

  private String write() {
    String address = Addresses.text(findings.question().target());
    String who = findings.name().equals(address) ? address : findings.name() + " (" + address + ")";
    String port = ", TCP port " + findings.question().port() + ": ";
    if (result.status() != Status.OPEN) {
      sheet.line(who + port + style.bad(refusal()));
      sheet.blank();
      hops();
      measured();
      return sheet.toString();
    }
    sheet.line(
        who
            + port
            + style.strong(findings.effective() + " bytes of data a segment")
            + ", "
            + verdict());
    sheet.blank();
    sizes();
    sheet.blank();
    clamp();
    hops();
    path();
    overhead();
    if (findings.served().isPresent()) {
      sheet.row(
          "Server sent",
          "segments of up to " + findings.served().getAsInt() + " bytes of data, as captured");
    }
    measured();
    return sheet.toString();
  }

  private String refusal() {
    return result.status() == Status.CLOSED
        ? "closed (RST): no connection, no segments"
        : result.failure().isPresent()
            ? "filtered ("
                + Addresses.text(result.failure().get().from())
                + " says: "
                + result.failure().get().error().inWords()
                + ")"
            : "no answer to our SYNs";
  }

  private String verdict() {
    String words = findings.verdict().words();
    return switch (findings.verdict()) {
      case FITS, CLAMPED -> style.good(words);
      case TOO_LARGE -> style.bad(words);
      case SMALL, UNKNOWN -> style.warning(words);
    };
  }

  private void sizes() {
    String minus = " " + style.minus() + " ";
    OptionalInt ours = result.syn().orElseThrow().maximumSegmentSize();
    sheet.row(
        "Our SYN",
        ours.isEmpty()
            ? "no MSS option"
            : "MSS "
                + ours.getAsInt()
                + (ours.getAsInt() == here.mss()
                    ? " = "
                        + here.mtu()
                        + " ("
                        + findings.question().hop().interfaceName()
                        + ")"
                        + minus
                        + here.ipHeader()
                        + " "
                        + here.ipName()
                        + minus
                        + "20 TCP"
                    : "")
                + ": what we are ready to receive");
    OptionalInt theirs = result.synAck().orElseThrow().maximumSegmentSize();
    sheet.row(
        "Their SYN-ACK",
        theirs.isEmpty()
            ? "no MSS option: " + findings.theirMss() + " counts"
            : "MSS "
                + theirs.getAsInt()
                + ": what they are ready to receive, or a router on the way back has made of it");
    int options = findings.options();
    String least =
        "min("
            + findings.theirMss()
            + " theirs, "
            + findings.question().settings().sendMss()
            + " ours"
            + (findings.pathMss() > 0 ? ", " + findings.pathMss() + " path" : "")
            + ")";
    sheet.row(
        "Segment",
        least
            + (options > 0 ? minus + options + " timestamps" : "")
            + " = "
            + findings.effective()
            + " bytes of data");
    sheet.row(
        "Towards us",
        findings.theirSegments()
            + (options > 0 ? minus + options + " timestamps" : "")
            + " = "
            + Math.max(1, findings.theirSegments() - options)
            + " bytes of data at most: so they read our SYN"
            + (result.clamp().isPresent() ? ", which a router has changed" : ""));
  }

  private void clamp() {
    if (result.clamp().isEmpty()) {
      boolean anyTells = false;
      for (Hop hop : result.hops()) {
        anyTells |= hop.mss().isPresent() || hop.complete();
      }
      sheet.row(
          "Clamping",
          anyTells
              ? "none of our SYN, as far as routers quoted it"
              : result.routers() == 0
                  ? "none: as the SYN-ACK's TTL tells, no router is on the way"
                  : result.hops().isEmpty()
                      ? "not known: no router on the way quoted our SYN"
                      : "not known: the routers' quotes are too short to hold the MSS option");
      return;
    }
    Clamp clamp = result.clamp().get();
    String became = clamp.mss().isPresent() ? "lowered to " + clamp.mss().getAsInt() : "taken out";
    String where =
        clamp.behind().isPresent()
            ? "by hop "
                + clamp.behind().get().hop()
                + ", "
                + Addresses.text(clamp.behind().get().address())
                + " (it still got what we sent; hop "
                + clamp.before().hop()
                + ", "
                + Addresses.text(clamp.before().address())
                + ", did not)"
            : "before hop "
                + clamp.before().hop()
                + ", "
                + Addresses.text(clamp.before().address());
    sheet.row("Clamping", style.strong("our SYN's MSS was " + became) + " " + where);
    if (clamp.mss().isPresent() && clamp.mss().getAsInt() == findings.theirMss()) {
      sheet.row("", "the SYN-ACK has the same MSS: probably clamped there too, on its way back");
    }
  }

  private void hops() {
    for (Hop hop : result.hops()) {
      sheet.row(
          "Hop " + hop.hop(),
          Addresses.text(hop.address())
              + ": "
              + (hop.mss().isPresent()
                  ? "quotes MSS " + hop.mss().getAsInt()
                  : hop.complete()
                      ? "quotes our SYN without an MSS option"
                      : "its quote is too short to tell"));
    }
  }

  private void path() {
    if (findings.path().isEmpty()) {
      sheet.row("Path MTU", "not found out: ended before");
      return;
    }
    if (findings.pathMss() == 0) {
      Optional<MtuResult.Failure> failure = findings.path().flatMap(MtuResult::failure);
      sheet.row(
          "Path MTU",
          "not found out with data segments: "
              + failure
                  .map(MtuResult.Failure::words)
                  .orElse("the other side did not acknowledge them"));
      return;
    }
    int mtu = findings.path().orElseThrow().lower();
    sheet.row(
        "Path MTU",
        mtu
            + " bytes by full segments on the same ports, which has room for an MSS of "
            + findings.pathMss()
            + ": "
            + verdict());
  }

  private void overhead() {
    int effective = findings.effective();
    int segments = (MEGABYTE + effective - 1) / effective;
    int options = findings.options();
    int each = here.ipHeader() + Arithmetic.TCP_HEADER + options + Ethernet.HEADER + Ethernet.FCS;
    sheet.row(
        "A megabyte",
        segments
            + " segments x "
            + each
            + " bytes of headers (Ethernet "
            + (Ethernet.HEADER + Ethernet.FCS)
            + ", "
            + here.ipName()
            + " "
            + here.ipHeader()
            + ", TCP "
            + (Arithmetic.TCP_HEADER + options)
            + ") = "
            + segments * each
            + " bytes of overhead, "
            + Math.round(segments * each / (MEGABYTE / 1000.0)) / 10.0
            + " %");
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
