package dev.jnet.report.mtu;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Finding;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.report.AddressText;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.wire.Addresses;
import java.util.List;

/** Reports a path MTU: the headline, the sums and the evidence in their order. */
public final class MtuReport {
  /**
   * The order of the findings, by their codes. Naming the classes would load all of them before the
   * answer.
   */
  static final List<String> ORDER =
      List.of(
          "unanswered",
          "answered-by-another",
          "path-mtu-claimed",
          "narrowest-here",
          "below-ipv6-minimum",
          "too-big-reported",
          "black-hole",
          "reports-rationed",
          "report-from-own-address",
          "encapsulation-guess",
          "translated-by-nat64",
          "path-mtu",
          "path-mtu-at-least",
          "dont-fragment-cleared",
          "path-mtu-range",
          "other-flows-untested",
          "paths-agree",
          "paths-differ",
          "replies-fragmented",
          "large-replies-lost",
          "return-path-untested",
          "stale-cache",
          "middlebox-answers");

  /** The findings beside which a path that carries the link's MTU needs nothing. */
  private static final List<String> HARMLESS =
      List.of(
          "narrowest-here",
          "path-mtu",
          "encapsulation-guess",
          "other-flows-untested",
          "paths-agree",
          "return-path-untested",
          "proxy-neighbor");

  /** Those of them that are a guess by nature. */
  private static final List<String> SUPPOSED =
      List.of("encapsulation-guess", "other-flows-untested");

  private final MtuReportContent content;
  private final MtuResult result;
  private final List<Finding> conclusions;
  private final Style style;
  private final Sheet sheet;

  private MtuReport(MtuReportContent content, Style style) {
    this.content = content;
    this.result = content.result();
    this.conclusions = content.conclusions();
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report, about 20 lines. */
  public static String text(MtuReportContent content, Style style) {
    return new MtuReport(content, style).write();
  }

  /** The number alone; empty when there is none to rely on. */
  public static String number(MtuReportContent content) {
    return content.result().known() ? Integer.toString(content.result().lower()) : "";
  }

  private String write() {
    sheet.headline(AddressText.target(content.name(), content.target()) + ": " + headline());
    sheet.blank();
    if (meaning()) {
      sheet.blank();
    }
    if (result.status() == Status.OK) {
      new SizesText(content, style, sheet).write();
      sheet.blank();
    }
    for (String code : ORDER) {
      FindingText.rows(sheet, style, conclusions, code);
    }
    if (content.flows().size() > 1) {
      new FlowsText(content, sheet).write();
    }
    probes();
    sheet.row("Sent from", fromHere());
    FindingText.rows(sheet, style, conclusions, "proxy-neighbor");
    IgnoredText.write(content, conclusions, style, sheet);
    content.seen().rows(sheet);
    sheet.row("Measured", measured());
    return sheet.toString();
  }

  /** Writes first what it means, and what to do. Returns whether there is something to say. */
  private boolean meaning() {
    if (hasCode("black-hole")) {
      return new RemedyText(content, conclusions, sheet).write();
    }
    if (isTold()) {
      sheet.row(
          "What it means",
          "nothing to do: a router reports larger packets as too big, and this machine then sends"
              + " smaller ones. That fails where this machine's packet filter (firewall) drops"
              + " these reports");
      return true;
    }
    if (fitsWhole()) {
      sheet.row("What it means", allArrives());
      return true;
    }
    return false;
  }

  /** What is said of the largest packets is said of the kind that was sent: others were not. */
  private String allArrives() {
    return switch (content.via().kind()) {
      case ICMP ->
          "no ping of this machine is too big for this path: nothing to do, unless a firewall drops"
              + " large packets of TCP alone (--via tcp:443 tests that)";
      case TCP -> "no TCP segment of this machine is too big for this path: nothing to do";
      case UDP -> "no datagram of this machine is too big for this path: nothing to do";
    };
  }

  /** Whether the path carries all that this machine's own link does, and nothing speaks against. */
  private boolean fitsWhole() {
    boolean whole = false;
    for (Finding finding : conclusions) {
      boolean guessed = finding.grounds().certainty().degree() == Degree.GUESSED;
      if (!HARMLESS.contains(finding.code()) || (guessed && !SUPPOSED.contains(finding.code()))) {
        return false;
      }
      whole |= finding.code().equals("narrowest-here");
    }
    return whole && result.confidence() == Confidence.CONFIRMED;
  }

  /** Whether a router reports what is too big, and the kernel takes its word. */
  private boolean isTold() {
    return result.known()
        && result.bottleneck().filter(at -> at.reported()).isPresent()
        && !hasCode("report-from-own-address");
  }

  private String headline() {
    if (result.status() == Status.NO_REPLY) {
      return style.bad("no reply");
    }
    if (hasCode("path-mtu-at-least")) {
      return style.strong("path MTU at least " + result.lower() + " bytes")
          + ", "
          + style.good("confirmed");
    }
    if (hasCode("dont-fragment-cleared")) {
      return style.warning("path MTU not known")
          + ": packets up to "
          + result.lower()
          + " bytes arrive, perhaps in fragments";
    }
    if (hasCode("paths-differ")) {
      return style.warning("path MTU depends on the flow")
          + ", "
          + result.lower()
          + " bytes at least";
    }
    String known =
        style.strong("path MTU " + range() + " bytes")
            + ", "
            + FindingText.sureness(conclusions, style);
    if (hasCode("black-hole")) {
      return known + "; " + hole();
    }
    if (hasCode("below-ipv6-minimum")) {
      return known + ", " + style.bad("but less than IPv6 needs");
    }
    return hasCode("report-from-own-address")
        ? known + ", " + style.bad("of which programs here never learn")
        : known;
  }

  /** What becomes of packets that are larger than the path MTU: the worst that can be found. */
  private String hole() {
    for (Finding finding : conclusions) {
      if (finding.code().equals("black-hole")) {
        return FindingText.holeInShort("larger packets", finding, style);
      }
    }
    return "";
  }

  private boolean hasCode(String code) {
    for (Finding finding : conclusions) {
      if (finding.code().equals(code)) {
        return true;
      }
    }
    return false;
  }

  /** The path MTU, or the bounds between which it is. */
  private String range() {
    if (result.confidence() == Confidence.CONFIRMED) {
      return String.valueOf(result.lower());
    }
    int most = result.upper() - 1;
    return result.lower() == most ? String.valueOf(most) : result.lower() + " to " + most;
  }

  private void probes() {
    if (!content.unanswered().isEmpty()) {
      sheet.row("Not answered", content.unanswered());
    }
    if (result.status() == Status.OK && content.via().kind() != Via.Kind.ICMP) {
      sheet.row("Probed with", ProbeWords.of(content.via()));
    }
  }

  private String fromHere() {
    String text =
        content.hop().interfaceName()
            + ", MTU "
            + content.hop().mtu()
            + ", "
            + Addresses.text(content.hop().source());
    return content.hop().nextHop().equals(content.target())
        ? text + (hasCode("proxy-neighbor") ? "" : "; the target is on this link")
        : text + "; next hop " + Addresses.text(content.hop().nextHop());
  }

  private String measured() {
    String text =
        Text.count(result.probes() > 0 ? result.probes() : content.tally().sent(), "packet")
            + " sent"
            + (result.rounds() > 1 ? " in " + result.rounds() + " rounds, " : ", ")
            + Text.millis(content.elapsed())
            + " ms";
    return result.roundTrip() > 0
        ? text + "; round trip " + Text.millis(result.roundTrip()) + " ms"
        : text;
  }
}
