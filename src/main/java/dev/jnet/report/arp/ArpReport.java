package dev.jnet.report.arp;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.NeighborFinding.AnswerNamesAnother;
import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.NeighborFinding.NeighborTableAgrees;
import dev.jnet.finding.NeighborFinding.NeighborTableDiffers;
import dev.jnet.finding.NeighborFinding.SeveralInterfaces;
import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.report.finding.NeighborFindingText;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reports which station has an address, with the frames of question and answer: all but the
 * headline.
 */
public final class ArpReport {
  private final ArpReportContent content;
  private final ResolutionResult resolved;
  private final NeighborQuestion question;
  private final List<Finding> findings;
  private final VendorNames vendors;
  private final Style style;
  private final Sheet sheet;

  private ArpReport(ArpReportContent content, VendorNames vendors, Style style) {
    this.content = content;
    this.resolved = content.resolved();
    this.question = resolved.question();
    this.findings = content.findings();
    this.vendors = vendors;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report below the {@linkplain ArpHeadline headline}: about 30 lines. */
  public static String text(ArpReportContent content, VendorNames vendors, Style style)
      throws IOException {
    return new ArpReport(content, vendors, style).write();
  }

  private String write() throws IOException {
    sheet.blank();
    if (content.own().isPresent()) {
      own();
      return sheet.toString();
    }
    if (content.isBehindRouter()) {
      router();
    }
    if (content.isFromTable()) {
      table();
      return sheet.toString();
    }
    if (resolved.answers().isEmpty()) {
      silence();
    } else {
      answers();
    }
    FindingText.rows(sheet, style, findings, AnsweredInOtherVlan.class);
    kernel();
    sheet.row("Sent from", fromHere());
    sheet.row("Measured", measured());
    content.access().rows(sheet);
    sheet.blank();
    frames();
    return sheet.toString();
  }

  private static String text(NeighborQuestion question) {
    return Addresses.text(question.target());
  }

  private void own() throws IOException {
    sheet.row("Vendor", vendors.words(content.own().get()));
    sheet.row(
        "Not asked",
        question.interfaceName()
            + " has this address itself: packets for it never leave this machine");
    sheet.row(
        "Alone?", "to see whether another station has it, too: jnet arp --probe " + text(question));
  }

  private void router() {
    sheet.row(
        "Not here",
        Addresses.text(content.target())
            + " is not on this link. "
            + asking()
            + " asks on one link only, and a frame goes no further: so the frame carries the"
            + " router's MAC as its destination, while the packet in it keeps "
            + Addresses.text(content.target())
            + "; the router takes the packet out and puts it into a new frame on the next link");
  }

  private boolean isIpv4() {
    return Addresses.version(question.target()) == 4;
  }

  private String asking() {
    return isIpv4() ? "ARP" : "Neighbor discovery";
  }

  /**
   * Reports what the kernel knows when no question could be sent, and how the kernel learns more.
   */
  private void table() throws IOException {
    if (content.inTable().isPresent()) {
      sheet.row("Vendor", vendors.words(content.inTable().get()));
    }
    sheet.row(
        "Kernel",
        content.kernel().map(known -> inWords(known.state())).orElse("no entry")
            + (content.inTable().isPresent()
                ? ""
                : "; it asks when it has something to send: ping " + text(question)));
    sheet.row("Sent from", fromHere());
    content.access().rows(sheet);
  }

  private static String inWords(Neighbor.State state) {
    return state
        + switch (state) {
          case REACHABLE -> ": heard from within the last minute or so";
          case STALE, DELAY, PROBE -> ": was there, and has not been checked since";
          case PERMANENT -> ": set by hand";
          case INCOMPLETE -> ": asked for, and not answered so far";
          case FAILED -> ": asked for in vain";
          case NONE, NOARP -> "";
        };
  }

  private void silence() {
    sheet.row(
        "Reason",
        "silence: no station on the link of "
            + question.interfaceName()
            + " has "
            + text(question)
            + ", or it is off, or something between keeps "
            + (isIpv4() ? "ARP" : "ICMPv6")
            + " from it, as client isolation does on wireless links");
  }

  private void answers() throws IOException {
    int station = 0;
    for (MacAddress mac : resolved.macs()) {
      NeighborAnswer answer = first(mac);
      station++;
      if (resolved.isConflict()) {
        sheet.row("Station " + station, style.warning(mac.toString()));
      }
      sheet.row("Vendor", vendors.words(mac));
      sheet.row("Round trip", roundTrips(mac));
      sheet.row(
          "Answer",
          answer.isUnicast()
              ? "by unicast: to this machine alone"
              : style.warning("by broadcast") + ": unusual, everybody hears it");
      warnings(mac);
      if (resolved.isConflict()) {
        sheet.blank();
      }
    }
    if (content.onlyFirst()) {
      sheet.row("Alone?", "not looked for: without -f a second station that has it is heard, too");
    }
    meaning();
  }

  private void warnings(MacAddress mac) {
    for (Finding finding : findings) {
      if (finding instanceof AnswerNamesAnother other && other.named().equals(mac)) {
        sheet.row("Warning", style.warning(NeighborFindingText.of(other)));
      }
    }
  }

  private void meaning() {
    Optional<SeveralInterfaces> one = FindingText.first(findings, SeveralInterfaces.class);
    if (one.isPresent()) {
      sheet.row("Meaning", NeighborFindingText.of(one.get()) + ". " + NeighborFindingText.remedy());
      return;
    }
    FindingText.first(findings, AddressDuplicated.class)
        .ifPresent(
            twice ->
                sheet
                    .row("Meaning", NeighborFindingText.meaning(twice))
                    .row("Whose?", NeighborFindingText.WHOSE)
                    .row("What to do", NeighborFindingText.SEARCH));
  }

  private NeighborAnswer first(MacAddress mac) {
    for (NeighborAnswer answer : resolved.answers()) {
      if (answer.mac().equals(mac)) {
        return answer;
      }
    }
    throw new IllegalArgumentException("no answer from " + mac);
  }

  private String roundTrips(MacAddress mac) {
    StringBuilder text = new StringBuilder();
    boolean exact = true;
    for (NeighborAnswer answer : resolved.answers()) {
      if (answer.mac().equals(mac)) {
        text.append(text.length() > 0 ? ", " : "").append(Text.millis(answer.timing().roundTrip()));
        exact &= answer.timing().exact();
      }
    }
    return text.append(" ms")
        .append(exact ? "" : ", by jnet's own clock, as the frame has no stamp")
        .toString();
  }

  private void kernel() {
    if (content.kernel().isEmpty()) {
      return;
    }
    Neighbor known = content.kernel().get();
    String state = " (state " + known.state() + ")";
    if (known.mac() == null) {
      sheet.row("Kernel", "its own table has no MAC for it" + state);
    }
    FindingText.first(findings, NeighborTableAgrees.class)
        .ifPresent(agrees -> sheet.row("Kernel", NeighborFindingText.of(agrees) + state));
    FindingText.first(findings, NeighborTableDiffers.class)
        .ifPresent(differs -> sheet.row("Kernel", differs(differs) + state));
  }

  private String differs(NeighborTableDiffers differs) {
    String words = NeighborFindingText.of(differs);
    return differs.answered().isEmpty() ? words : style.warning(words);
  }

  private String fromHere() {
    return question.interfaceName()
        + ", "
        + Addresses.text(question.source())
        + " at "
        + question.sourceMac();
  }

  private String measured() {
    return Text.count(resolved.asked(), "question")
        + ", "
        + resolved.answered()
        + " answered"
        + (resolved.isConflict() ? ", by " + resolved.macs().size() + " stations" : "")
        + ", "
        + Text.millis(content.elapsed())
        + " ms";
  }

  private void frames() {
    Dissection asked = Dissection.ofEthernet(question.toAll().frame());
    Ethernet answer = resolved.answers().isEmpty() ? null : resolved.answers().get(0).ethernet();
    for (String line : FrameTable.lines(asked.ethernet().orElseThrow(), answer, style)) {
      sheet.line(line);
    }
    sheet.line("");
    sheet.row("Frame", isIpv4() ? arpSum() : solicitationSum());
    sheet.row(
        "Asked",
        isIpv4()
            ? "by broadcast: who has the address is not known, so everybody is asked"
            : "by multicast: the group of all whose addresses end in the same 24 bits");
  }

  private static String arpSum() {
    int frame = Ethernet.HEADER + Arp.LENGTH;
    int least = Ethernet.MINIMUM_FRAME - Ethernet.FCS;
    return Ethernet.HEADER
        + " Ethernet + "
        + Arp.LENGTH
        + " ARP = "
        + frame
        + " bytes; + "
        + (least - frame)
        + " padding = "
        + least
        + "; + "
        + Ethernet.FCS
        + " FCS = "
        + Ethernet.MINIMUM_FRAME
        + " on the wire, the least a frame has";
  }

  private static String solicitationSum() {
    return "14 Ethernet + 40 IPv6 + 24 ICMPv6 + 8 option = 86 bytes; + 4 FCS = 90 on the wire";
  }
}
