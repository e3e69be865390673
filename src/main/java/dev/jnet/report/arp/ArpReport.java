package dev.jnet.report.arp;

import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.io.IOException;

/**
 * Reports which station has an address, with the frames of question and answer: all but the
 * headline.
 */
public final class ArpReport {
  private final ArpReportContent content;
  private final ResolutionResult resolved;
  private final NeighborQuestion question;
  private final VendorNames vendors;
  private final Style style;
  private final Sheet sheet;

  private ArpReport(ArpReportContent content, VendorNames vendors, Style style) {
    this.content = content;
    this.resolved = content.resolved();
    this.question = resolved.question();
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
    VlanText.rows(resolved.otherVlans(), sheet);
    kernel();
    sheet.row("From here", fromHere());
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
    sheet.row("Alone?", "whether another station has it too, jnet arp --probe finds out");
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
    sheet.row("From here", fromHere());
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
    for (MacAddress mac : resolved.macs()) {
      NeighborAnswer answer = first(mac);
      if (resolved.isConflict()) {
        sheet.row("Station", style.warning(mac.toString()));
      }
      sheet.row("Vendor", vendors.words(mac));
      sheet.row("Round trip", roundTrips(mac));
      sheet.row(
          "Answer",
          answer.isUnicast()
              ? "by unicast: to this machine alone"
              : style.warning("by broadcast") + ": unusual, everybody hears it");
      if (answer.isFromElsewhere()) {
        sheet.row(
            "Warning",
            style.warning("the frame came from " + answer.ethernet().source())
                + ", not from the address that it tells of: proxy ARP, or a forgery");
      }
    }
    if (content.onlyFirst()) {
      sheet.row("Alone?", "not looked for: without -f a second station that has it is heard, too");
    }
    if (resolved.isConflict()) {
      sheet.row("Meaning", meaning());
    }
  }

  private String meaning() {
    if (content.oneMachine().isPresent()) {
      StationComparison.Answer each = content.oneMachine().get();
      return "one machine with several interfaces on this link: an echo request to "
          + each.asked()
          + " was answered from "
          + each.from()
          + ". It answers for its addresses by all of them (ARP flux). Where each interface is to"
          + " answer for its own addresses alone, on that machine: sysctl -w"
          + " net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2";
    }
    return "frames for this address go to whoever answered last. If these are two machines,"
        + " connections break now and then: give one of them another address. It may also be one"
        + " machine with two interfaces, proxy ARP, or a forgery";
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
        .append(exact ? ", by the kernel's stamps of both frames" : "")
        .toString();
  }

  private void kernel() {
    if (content.kernel().isEmpty()) {
      return;
    }
    Neighbor known = content.kernel().get();
    if (known.mac() == null) {
      sheet.row("Kernel", "its own table has no MAC for it (" + known.state() + ")");
    } else if (resolved.answers().isEmpty()) {
      sheet.row("Kernel", "its own table still has " + known.mac() + " (" + known.state() + ")");
    } else if (resolved.macs().contains(known.mac())) {
      sheet.row("Kernel", "its own table agrees (" + known.state() + ")");
    } else {
      sheet.row(
          "Kernel",
          style.warning("its own table has another MAC: " + known.mac())
              + " ("
              + known.state()
              + "): stale, or one of both is a forgery");
    }
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
        + " answered, "
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
