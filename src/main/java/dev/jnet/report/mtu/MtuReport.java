package dev.jnet.report.mtu;

import dev.jnet.link.LinkType;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Encapsulations;
import dev.jnet.report.Encapsulations.Guess;
import dev.jnet.report.LayerPicture;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.Icmp;
import java.util.List;

/** A path MTU in words, with the sums that follow from it. */
public final class MtuReport {
  private static final int MIN_PAYLOAD_WIDTH = 12;
  private static final int PAYLOAD_WIDTH = 24;

  /** Columns of the picture without the payload's. */
  private static final int OTHER_BOXES = 40;

  private final MtuFindings findings;
  private final MtuResult result;
  private final Style style;
  private final Arithmetic sums;
  private final Sheet sheet;

  private MtuReport(MtuFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sums = new Arithmetic(Addresses.version(findings.target()), result.lower());
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
    headline();
    if (result.status() == Status.NO_REPLY) {
      noReply();
    } else {
      answer();
    }
    via();
    row("From here", fromHere());
    ignored();
    findings.seen().rows(sheet);
    row("Measured", measured());
    return sheet.toString();
  }

  private void via() {
    if (!findings.unanswered().isEmpty()) {
      row("Not answered", findings.unanswered());
    }
    if (result.status() == Status.OK && !findings.via().equals(MtuFindings.ECHO)) {
      row("Probed with", findings.via());
    }
  }

  private void headline() {
    String address = Addresses.text(findings.target());
    String who = findings.name().equals(address) ? address : findings.name() + " (" + address + ")";
    String what =
        switch (result.status()) {
          case NO_REPLY -> style.bad("no reply");
          case OK ->
              result.confidence() == Confidence.CONFIRMED
                  ? style.strong("path MTU " + result.lower() + " bytes")
                      + ", "
                      + style.good("confirmed")
                  : style.strong("path MTU " + range(result) + " bytes")
                      + ", "
                      + style.warning("bracketed");
        };
    sheet.line(who + ": " + what);
  }

  private static String range(MtuResult result) {
    int most = result.upper() - 1;
    return result.lower() == most ? String.valueOf(most) : result.lower() + " to " + most;
  }

  private void noReply() {
    sheet.blank();
    if (result.failure().isPresent()) {
      MtuResult.Failure failure = result.failure().get();
      row("Reason", Addresses.text(failure.address()) + " says: " + failure.words());
    } else {
      row(
          "Reason",
          findings.via().equals(MtuFindings.ECHO)
              ? "silence: the target is down, or does not answer echo requests (ping), or a firewall"
                  + " drops them or the answers"
              : "silence: the target is down, or a firewall drops probes or answers");
    }
    if (result.confidence() == Confidence.CLAIMED) {
      row(
          "Claimed",
          "a router on the way names an MTU of "
              + result.lower()
              + " bytes; without an answer from the target that is not confirmed");
      bottleneck();
    }
  }

  private void answer() {
    sheet.blank();
    for (String line : picture().lines("  ", style, result.lower() + " bytes: the IP packet")) {
      sheet.line(line);
    }
    sheet.blank();
    String ip = result.lower() + " " + style.minus() + " " + sums.ipHeader() + " " + sums.ipName();
    String minus = " " + style.minus() + " ";
    row(
        "Ping payload",
        ip + minus + Icmp.HEADER + " " + sums.icmpName() + " = " + sums.pingPayload() + " bytes");
    row("UDP payload", ip + minus + "8 UDP = " + sums.udpPayload() + " bytes");
    row(
        "TCP MSS",
        ip
            + minus
            + "20 TCP = "
            + sums.mss()
            + " bytes ("
            + Math.max(0, sums.mss() - Arithmetic.TIMESTAMPS)
            + " of data with timestamps)");
    if (findings.hop().type() == LinkType.ETHERNET) {
      row("Frame", frameSum());
    }
    sheet.blank();
    bottleneck();
    encapsulation();
    row("How sure", howSure());
    wayBack();
    kernel();
    remedy();
  }

  private LayerPicture picture() {
    LayerPicture picture = new LayerPicture();
    boolean ethernet = findings.hop().type() == LinkType.ETHERNET;
    int payloadWidth =
        Math.max(MIN_PAYLOAD_WIDTH, Math.min(PAYLOAD_WIDTH, style.width() - OTHER_BOXES));
    if (ethernet) {
      picture.box("Ethernet", Ethernet.HEADER);
    }
    picture
        .packetBegins()
        .box(sums.ipName(), sums.ipHeader())
        .box(sums.icmpName(), Icmp.HEADER)
        .box("ping payload", sums.pingPayload(), payloadWidth)
        .packetEnds();
    if (ethernet) {
      picture.box("FCS", Ethernet.FCS);
    }
    return picture;
  }

  private String frameSum() {
    String sum =
        Ethernet.HEADER
            + " Ethernet + "
            + result.lower()
            + " + "
            + Ethernet.FCS
            + " FCS = "
            + (Ethernet.HEADER + result.lower() + Ethernet.FCS)
            + " bytes";
    int padding = Ethernet.MINIMUM_FRAME - Ethernet.HEADER - result.lower() - Ethernet.FCS;
    return padding > 0 ? sum + ", padded to " + Ethernet.MINIMUM_FRAME : sum;
  }

  private void bottleneck() {
    if (result.lower() == findings.limit()) {
      boolean chosen = findings.limit() < findings.hop().mtu();
      row(
          "Bottleneck",
          chosen && findings.limit() != 65535
              ? "none up to " + findings.limit() + " bytes, the limit that was set"
              : chosen
                  ? "none: an IPv4 packet cannot be larger (16-bit total length); the MTU of "
                      + findings.hop().interfaceName()
                      + " is "
                      + findings.hop().mtu()
                  : "none on the way: "
                      + findings.hop().interfaceName()
                      + " here has the smallest MTU, "
                      + findings.hop().mtu());
    } else if (result.bottleneck().isEmpty()) {
      row("Bottleneck", "somewhere on the way: no router showed itself");
    } else {
      row("Bottleneck", inWords(result.bottleneck().get()));
    }
  }

  private String inWords(Bottleneck bottleneck) {
    String where =
        bottleneck.address().isPresent()
            ? (bottleneck.hop() > 0 ? "hop " + bottleneck.hop() + ", " : "")
                + Addresses.text(bottleneck.address().get())
            : "";
    if (bottleneck.reported()) {
      return where + ": it reports that its next link takes no more";
    }
    return where.isEmpty()
        ? "before the first router: packets over " + result.lower() + " bytes vanish there"
        : "behind " + where + ": packets over " + result.lower() + " bytes vanish there";
  }

  private void encapsulation() {
    List<Guess> guesses = Encapsulations.guess(findings.hop().mtu(), result.lower());
    if (guesses.isEmpty() || result.confidence() != Confidence.CONFIRMED) {
      return;
    }
    StringBuilder text = new StringBuilder();
    int from = -1;
    for (Guess guess : guesses) {
      if (guess.bytes() == 0) {
        text.append(text.length() > 0 ? "; " : "").append(result.lower()).append(" is ");
      } else if (guess.from() != from) {
        text.append(text.length() > 0 ? "; " : "").append(result.lower()).append(" = ");
        text.append(guess.from()).append(' ').append(style.minus()).append(' ');
        text.append(guess.bytes()).append(": ");
      } else {
        text.append(", or ");
      }
      text.append(guess.name());
      from = guess.from();
    }
    row("Encapsulation", text.append(guesses.size() > 1 ? " (candidates)" : "").toString());
  }

  private String howSure() {
    String passed = result.lower() + " bytes arrived";
    if (result.lower() == findings.limit()) {
      return passed + ", and larger was not to be tried";
    }
    if (result.confidence() == Confidence.BRACKETED) {
      return passed
          + ", "
          + result.upper()
          + " did not, and the time or the number of probes did not suffice to tell closer";
    }
    return result.blackHole()
        ? passed + "; " + result.upper() + " bytes never did, while smaller ones beside them did"
        : passed + "; " + result.upper() + " bytes were reported as too big";
  }

  private void wayBack() {
    MtuResult.WayBack back = result.wayBack();
    if (back.largestEcho() > 0) {
      row(
          "Way back",
          "narrower, in silence: echoes over "
              + back.largestEcho()
              + " bytes are lost there, while datagrams of "
              + result.lower()
              + " bytes arrive, as small answers to them show");
    } else if (back.narrower()) {
      row(
          "Way back",
          "narrower: replies came in fragments, the largest of " + back.fragment() + " bytes");
    } else if (result.blackHole()) {
      row(
          "Way back",
          "may be what is narrow: an echo that is lost on the way back looks the same from here");
    }
  }

  private void kernel() {
    if (findings.kernelMtu() > 0 && findings.kernelMtu() != result.lower()) {
      row(
          "Kernel",
          style.warning("has cached a path MTU of " + findings.kernelMtu() + " for this target")
              + ", which is not what was measured");
    }
  }

  private void remedy() {
    if (!result.blackHole() || result.confidence() != Confidence.CONFIRMED) {
      return;
    }
    String icmp = sums.version() == 4 ? "ICMP type 3 code 4" : "ICMPv6 type 2";
    row(
        "Black hole",
        style.bad("nobody reports that packets over " + result.lower() + " bytes are dropped")
            + ": connections hang as soon as they send that much at once");
    row("What to do", "let " + icmp + " through where it is filtered; or");
    row("", "clamp the MSS on a router: nft ... tcp option maxseg size set " + sums.mss() + "; or");
    row(
        "",
        "here alone: ip link set dev " + findings.hop().interfaceName() + " mtu " + result.lower());
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

  private void ignored() {
    for (Ignored claim : result.ignored()) {
      row("Ignored", inWords(claim));
    }
    int unmatched = findings.tally().unmatched();
    if (unmatched > 0) {
      row("Ignored", Text.count(unmatched, "ICMP message") + " that fitted no probe");
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

  private void row(String label, String text) {
    sheet.row(label, text);
  }
}
