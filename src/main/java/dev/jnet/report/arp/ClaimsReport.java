package dev.jnet.report.arp;

import dev.jnet.neighbor.Claim;
import dev.jnet.neighbor.Sighting;
import dev.jnet.report.AddressText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.io.IOException;

/** Reports whether an address is free, or whether a station objected to its announcement. */
public final class ClaimsReport {
  private ClaimsReport() {}

  /** The report, about 10 lines. */
  public static String text(ClaimsFindings findings, VendorNames vendors, Style style)
      throws IOException {
    Sheet sheet = new Sheet(style);
    String who = AddressText.target(findings.name(), findings.address());
    sheet.line(who + ": " + headline(findings, style));
    sheet.blank();
    for (Claim claim : findings.claims()) {
      sheet.row("Station", style.warning(claim.mac().toString()));
      sheet.row("Vendor", vendors.words(claim.mac()));
      sheet.row("How", how(claim));
    }
    sheet.row("Sent", sent(findings));
    sheet.row("Meaning", meaning(findings));
    return sheet.toString();
  }

  private static String headline(ClaimsFindings findings, Style style) {
    return switch (findings.status()) {
      case "free" -> style.good("free");
      case "taken" -> style.bad("taken by " + findings.claims().get(0).mac());
      case "announced" -> style.good("announced") + ", and nobody objected";
      case "conflict" -> style.bad("conflict: " + findings.claims().get(0).mac() + " has it too");
      default -> style.warning("not known: ended before its time");
    };
  }

  private static String how(Claim claim) {
    String elsewhere =
        claim.ethernet().source().equals(claim.mac())
            ? ""
            : "; the frame came from " + claim.ethernet().source() + ": a proxy, or a forgery";
    return how(claim.how()) + elsewhere;
  }

  private static String how(Sighting.Kind kind) {
    return switch (kind) {
      case ANSWER -> "it answered";
      case QUESTION -> "it asks for others with this address as its own";
      case ANNOUNCEMENT -> "it announces this address as its own";
      case PROBE -> "it probes for this address too: whoever goes on, both lose (RFC 5227)";
    };
  }

  private static String sent(ClaimsFindings findings) {
    boolean ipv4 = Addresses.version(findings.address()) == 4;
    String what =
        findings.announced()
            ? ipv4 ? "announcement" : "unsolicited advertisement"
            : ipv4 ? "probe" : "solicitation";
    String from = findings.announced() ? "" : ipv4 ? " from 0.0.0.0" : " from ::";
    return Text.count(findings.sent(), what)
        + " of "
        + findings.needed()
        + from
        + " on "
        + findings.interfaceName()
        + ", "
        + Text.millis(findings.elapsed())
        + " ms in all"
        + (ipv4 ? " (RFC 5227's timing)" : "");
  }

  private static String meaning(ClaimsFindings findings) {
    return switch (findings.status()) {
      case "free" ->
          findings.own()
              ? "this machine has the address, and no other station on the link does"
              : "no station on the link has it now; one that is switched off cannot say so";
      case "taken" -> "do not give it to another station: both would lose connections";
      case "announced" ->
          "stations that knew another MAC for it have corrected their tables; those that did not"
              + " know it need not keep it";
      case "conflict" -> "two stations with one address: give one of them another";
      default -> "silence counts only after the last wait";
    };
  }
}
