package dev.jnet.report.arp;

import dev.jnet.neighbor.Claim;
import dev.jnet.report.AddressText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.NeighborFindingText;
import dev.jnet.wire.Addresses;
import java.io.IOException;

/** Reports whether an address is free, or whether a station objected to its announcement. */
public final class ClaimsReport {
  private ClaimsReport() {}

  /** The report, about 10 lines. */
  public static String text(ClaimsReportContent content, VendorNames vendors, Style style)
      throws IOException {
    Sheet sheet = new Sheet(style);
    String who = AddressText.target(content.name(), content.address());
    sheet.headline(who + ": " + headline(content, style));
    sheet.blank();
    for (Claim claim : content.claims()) {
      sheet.row("Station", style.warning(claim.mac().toString()));
      sheet.row("Vendor", vendors.words(claim.mac()));
      sheet.row("How", how(claim));
    }
    sheet.row("Sent", sent(content));
    content.access().rows(sheet);
    sheet.row("Meaning", meaning(content));
    if (!content.claims().isEmpty()) {
      sheet.row("Whose?", NeighborFindingText.WHOSE);
      sheet
          .row("Alone?", "not looked for; this shows every station that has the address:")
          .command("jnet arp " + Addresses.text(content.address()));
    }
    return sheet.toString();
  }

  private static String headline(ClaimsReportContent content, Style style) {
    return switch (content.status()) {
      case "free" -> style.good(content.own() ? "this machine's, and nobody else's" : "free");
      case "taken" -> style.bad("taken by " + content.claims().get(0).mac());
      case "announced" -> style.good("announced") + ", and nobody objected";
      case "conflict" -> style.bad("conflict: " + content.claims().get(0).mac() + " has it too");
      default -> style.warning("not known: ended before its time");
    };
  }

  private static String how(Claim claim) {
    String elsewhere =
        claim.ethernet().source().equals(claim.mac())
            ? ""
            : "; the frame came from " + claim.ethernet().source() + ": a proxy, or a forgery";
    return NeighborFindingText.how(claim.how()) + elsewhere;
  }

  private static String sent(ClaimsReportContent content) {
    boolean ipv4 = Addresses.version(content.address()) == 4;
    String what =
        content.announced()
            ? ipv4 ? "announcement" : "unsolicited advertisement"
            : ipv4 ? "probe" : "solicitation";
    String from = content.announced() ? "" : ipv4 ? " from 0.0.0.0" : " from ::";
    return Text.count(content.sent(), what)
        + " of "
        + content.needed()
        + from
        + " on "
        + content.interfaceName()
        + ", "
        + Text.millis(content.elapsed())
        + " ms in all"
        + (ipv4 ? " (RFC 5227's timing)" : "");
  }

  private static String meaning(ClaimsReportContent content) {
    return switch (content.status()) {
      case "free" ->
          content.own()
              ? "no other station on the link has it now; one that is switched off cannot say so"
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
