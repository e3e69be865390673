package dev.jnet.report.read;

import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.TcpSummary;
import dev.jnet.capture.TooBig;
import dev.jnet.doctor.CaptureOpinion.OneConversation;
import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Verdict;
import dev.jnet.report.Access;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.CauseRows;
import dev.jnet.report.finding.CauseText;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** A capture in words: the verdict, the conversations, and what is wrong with the worst of them. */
public final class ReadReport {
  private static final int MAX_ROWS = 20;
  private static final int MAX_TOLD = 5;

  /** The columns of a row's numbers. */
  private static final int NUMBERS = 49;

  private final CaptureReading reading;
  private final Style style;
  private final Sheet sheet;

  private ReadReport(CaptureReading reading, Style style) {
    this.reading = reading;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report. */
  public static String text(CaptureReading reading, Style style) {
    return new ReadReport(reading, style).write();
  }

  private String write() {
    String line = Plain.line(reading.file()) + ": " + verdict();
    Text.wrap(line, style.lineWidth()).forEach(sheet::line);
    sheet.blank();
    table();
    reading.summary().tooBig().stream().limit(MAX_TOLD).forEach(this::tooBig);
    reading.opinion().others().stream()
        .filter(cause -> cause.code().equals("duplicate-address"))
        .limit(MAX_TOLD)
        .forEach(
            cause -> {
              sheet.row("Address", CauseText.sentence(cause));
              CauseRows.write(sheet, style, cause);
            });
    reading.summary().lookups().stream().limit(MAX_TOLD).forEach(this::lookup);
    reading.opinion().conversations().stream()
        .filter(each -> !each.causes().isEmpty())
        .limit(MAX_TOLD)
        .forEach(this::causes);
    reading.flow().ifPresent(this::flow);
    if (!reading.summary().isWhole()) {
      sheet.blank();
      sheet.row("Not seen", Access.uncaptured(reading.summary().uncaptured()));
    }
    sheet.blank();
    sheet.headline(counted());
    return sheet.toString();
  }

  private void flow(int index) {
    reading.summary().conversations().stream()
        .filter(each -> each.index() == index)
        .findFirst()
        .ifPresentOrElse(
            each -> new FlowRows(each, style).write(sheet, ends(each)),
            () ->
                sheet
                    .blank()
                    .row("No segments", "there is no conversation " + index + " (--flow)"));
  }

  /** The verdict in one sentence. */
  static String sentence(CaptureReading reading) {
    Verdict verdict = reading.opinion().verdict();
    if (verdict == Verdict.OK) {
      return "Nothing is wrong with what was captured.";
    }
    if (verdict == Verdict.UNKNOWN && !reading.summary().isWhole()) {
      return "Frames were not captured, and what is missing here may be among them.";
    }
    if (verdict == Verdict.UNKNOWN) {
      return "There is no TCP conversation in it, and no failed question to a name server.";
    }
    Cause.Weight weight = verdict == Verdict.BROKEN ? Cause.Weight.BREAKS : Cause.Weight.DEGRADES;
    return reading.opinion().conversations().stream()
        .flatMap(each -> each.causes().stream())
        .filter(cause -> cause.weight() == weight)
        .findFirst()
        .or(() -> others(reading).filter(cause -> cause.weight() == weight).findFirst())
        .map(CauseText::sentence)
        .orElse("");
  }

  private static Stream<Cause> others(CaptureReading reading) {
    return reading.opinion().others().stream();
  }

  private String verdict() {
    String word = reading.opinion().verdict().word();
    String shown =
        switch (reading.opinion().verdict()) {
          case OK -> style.good(word);
          case DEGRADED, UNKNOWN -> style.warning(word);
          case BROKEN -> style.bad(word);
        };
    return shown + ". " + sentence(reading);
  }

  private void table() {
    List<OneConversation> all = reading.opinion().conversations();
    if (all.isEmpty()) {
      return;
    }
    List<OneConversation> shown = all.subList(0, Math.min(MAX_ROWS, all.size()));
    int widest = shown.stream().mapToInt(each -> ends(each.summary()).length()).max().orElse(0);
    if (NUMBERS + widest > style.lineWidth()) {
      shown.forEach(this::listed);
    } else {
      sheet.line("     #   frames  sent again  dup ACKs  zero win  conversation");
      shown.forEach(each -> sheet.line(colored(each, row(each.summary()))));
    }
    if (all.size() > MAX_ROWS) {
      sheet.line("  " + (all.size() - MAX_ROWS) + " more, none of them worse");
    }
  }

  private static String row(TcpSummary summary) {
    return Text.padLeft("" + summary.index(), 6)
        + Text.padLeft("" + summary.frames(), 9)
        + Text.padLeft("" + summary.retransmissions(), 12)
        + Text.padLeft("" + summary.duplicateAcks(), 10)
        + Text.padLeft("" + summary.zeroWindows(), 10)
        + "  "
        + ends(summary);
  }

  /** A conversation where the table has no room. */
  private void listed(OneConversation each) {
    TcpSummary summary = each.summary();
    sheet.hanging("  " + summary.index() + "  ", colored(each, ends(summary)));
    sheet.hanging(
        "    ",
        Text.count(summary.frames(), "frame")
            + ", "
            + summary.retransmissions()
            + " sent again, "
            + Text.count(summary.duplicateAcks(), "duplicate ACK")
            + ", "
            + Text.count(summary.zeroWindows(), "zero window"));
  }

  private String colored(OneConversation each, String text) {
    return switch (each.weight()) {
      case BREAKS -> style.bad(text);
      case DEGRADES -> style.warning(text);
      case REMARK -> text;
    };
  }

  private static String ends(TcpSummary summary) {
    return end(summary.client().address(), summary.client().port())
        + " > "
        + end(summary.server().address(), summary.server().port());
  }

  private static String end(InetAddress address, int port) {
    String text = Addresses.text(address);
    return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
  }

  private void causes(OneConversation conversation) {
    sheet.blank();
    sheet.headline("Conversation " + conversation.summary().index() + ", " + opened(conversation));
    for (Cause cause : conversation.causes()) {
      boolean remark = cause.weight() == Cause.Weight.REMARK;
      sheet.row(remark ? "Remark" : "Cause", CauseText.sentence(cause));
      if (!remark) {
        CauseRows.write(sheet, style, cause);
      }
    }
  }

  private static String opened(OneConversation conversation) {
    TcpSummary summary = conversation.summary();
    String words = ends(summary);
    int client = summary.client().traffic().mss();
    int server = summary.server().traffic().mss();
    if (client > 0 && server > 0) {
      words += ", MSS " + client + " and " + server;
    }
    long roundTrip = summary.opening().roundTrip();
    return roundTrip < 0 ? words : words + ", SYN-ACK after " + Text.millis(roundTrip) + " ms";
  }

  private void tooBig(TooBig report) {
    sheet.row(
        "Too big",
        Addresses.text(report.router())
            + " reports, in frame "
            + report.number()
            + ", that a packet from "
            + Addresses.text(report.from())
            + " to "
            + Addresses.text(report.to())
            + " is too big"
            + (report.mtu() > 0 ? ": its next link carries " + report.mtu() + " bytes" : ""));
  }

  private void lookup(CapturedLookup lookup) {
    String name = Plain.line(lookup.name()) + ", asked of " + Addresses.text(lookup.server());
    sheet.row(
        "Name",
        lookup.elapsed() < 0
            ? name + ": no answer"
            : name
                + ": response code "
                + lookup.responseCode()
                + " after "
                + Text.millis(lookup.elapsed())
                + " ms");
  }

  private String counted() {
    String words =
        Text.count(reading.summary().frames(), "frame")
            + " in "
            + Text.millis(reading.summary().duration())
            + " ms, "
            + Text.count(reading.summary().conversations().size(), "TCP conversation");
    if (reading.summary().unread() > 0) {
      words += "; " + Text.count(reading.summary().unread(), "frame") + " without IP left out";
    }
    long leftOut = reading.summary().leftOut();
    return leftOut > 0 ? words + "; no room for " + leftOut + " more" : words;
  }
}
