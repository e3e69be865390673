package dev.jnet.report.handshake;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.handshake.Remark;
import dev.jnet.handshake.Step;
import dev.jnet.report.AddressText;
import dev.jnet.report.LadderDrawing;
import dev.jnet.report.ReplyLines;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.TcpWords;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.report.handshake.HandshakeReportContent.Client;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;

/** Reports connection attempts: a ladder of segments for one port, a table for several. */
public final class HandshakeReport {
  private final HandshakeReportContent content;
  private final Style style;
  private final Sheet sheet;

  private HandshakeReport(HandshakeReportContent content, Style style) {
    this.content = content;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /**
   * The report.
   *
   * @param absolute whether sequence numbers are shown as they are in the segments, and not
   *     relative to the ISN
   */
  public static String text(HandshakeReportContent content, boolean absolute, Style style) {
    HandshakeReport report = new HandshakeReport(content, style);
    if (content.results().size() == 1) {
      report.one(content.results().get(0), absolute);
      report.passedOver();
      report.measured();
      return report.sheet.toString();
    }
    return heading(content, content.results().size()) + after(0, content, style);
  }

  /** Whether the report on this many ports is long. In a long report the open ports come first. */
  public static boolean isLong(int ports) {
    return ports > PortTable.MAX_LISTED;
  }

  /** The beginning of a report on several ports. */
  public static String heading(HandshakeReportContent content, int ports) {
    return who(content) + ": " + Text.count(ports, "port") + "\n\n";
  }

  /** The lines about the open ones of some ports, in a long report. */
  public static String open(HandshakeReportContent content, Style style) {
    Sheet sheet = new Sheet(style);
    new PortTable(content, style, sheet).writeOpen(0);
    return sheet.toString();
  }

  /**
   * The rest of a report on several ports, after its heading.
   *
   * @param told of how many ports, from the first on, the open ones were listed before
   */
  public static String after(int told, HandshakeReportContent content, Style style) {
    HandshakeReport report = new HandshakeReport(content, style);
    new PortTable(content, style, report.sheet).write(told);
    report.client();
    report.passedOver();
    report.measured();
    return report.sheet.toString();
  }

  private static String who(HandshakeReportContent content) {
    return AddressText.target(content.name(), content.question().target());
  }

  /** The bare answer: the state of one port; of several ports the open ones, one on each line. */
  public static String bare(HandshakeReportContent content) {
    if (content.results().size() == 1) {
      return content.results().get(0).status().word() + "\n";
    }
    return bareOpen(content.results());
  }

  /** The open ones of some ports, one on each line. */
  public static String bareOpen(List<HandshakeResult> results) {
    StringBuilder ports = new StringBuilder();
    for (HandshakeResult result : results) {
      if (result.status() == Status.OPEN) {
        ports.append(result.port()).append('\n');
      }
    }
    return ports.toString();
  }

  private void one(HandshakeResult result, boolean absolute) {
    sheet.headline(
        who(content)
            + ", TCP port "
            + result.port()
            + ": "
            + OutcomeText.status(result.status(), style)
            + OutcomeText.reason(
                result,
                content.isByTarget(result),
                LocalConclusions.unheard(content.tally().programs(), content.tally().elsewhere())));
    sheet.blank();
    SegmentSums sums = new SegmentSums(content, result, style, sheet);
    if (result.synAck().isPresent()) {
      sums.writePath();
      sheet.blank();
    }
    new LadderDrawing(result.steps(), absolute, style).draw(sheet);
    sheet.blank();
    if (result.synAck().isPresent()) {
      sheet.row(
          "The numbers",
          "for those who want to check them."
              + (absolute ? "" : " Above, seq and ack count from 0; --absolute shows them as sent.")
              + " The states of the other side are not seen: they follow from the segments");
    }
    if (result.syn().isPresent()) {
      sheet.row("SYN", TcpWords.options(result.syn().get().options()));
    }
    if (result.synAck().isPresent()) {
      sheet.row("SYN-ACK", TcpWords.options(result.synAck().get().options()));
      sheet.blank();
      sums.write();
      closing(result);
    }
    errors(result);
    result
        .translation()
        .ifPresent(
            to ->
                sheet.row(
                    "Translated",
                    "this machine's own NAT leads the connection to "
                        + Addresses.text(to.address())
                        + " port "
                        + to.port()
                        + ", as its segments show"));
    for (Remark remark : result.remarks()) {
      sheet.row("Note", RemarkWords.of(remark, result, content.tally().uncaptured() == 0));
    }
    FindingText.rows(sheet, style, content.answerers(result), Finding.class);
    ReplyLines.add(result.reply(), sheet);
    client();
    fromHere();
  }

  private void errors(HandshakeResult result) {
    for (Step step : result.steps()) {
      if (step.error().isPresent()) {
        sheet.row(
            "ICMP error", Addresses.text(step.from()) + ": " + TcpWords.error(step.error().get()));
      }
    }
  }

  private void closing(HandshakeResult result) {
    TcpState last = result.steps().get(result.steps().size() - 1).ours();
    if (last == TcpState.TIME_WAIT) {
      sheet.row(
          "TIME_WAIT",
          "the side that closes first keeps the port for a while, so that no late segment meets a"
              + " new connection: 60 s in Linux, 240 s by RFC 9293; "
              + (content.client() == Client.KERNEL
                  ? "the kernel keeps port " + content.question().localPort() + " in it meanwhile"
                  : "jnet does not wait for its end"));
    } else if (content.question().halfOpen() && result.ending() == Ending.ABORTED) {
      sheet.row("Half open", "reset before the handshake was complete: no application saw it");
    }
  }

  /** Says which TCP sent the segments, and how the states are known. */
  private void client() {
    if (!content.why().isEmpty()) {
      sheet.row("Not by jnet", content.why());
    }
    if (content.client() == Client.KERNEL) {
      sheet.row(
          "Made by",
          "this machine's kernel, watched where its frames leave and arrive; both sides' states"
              + " are told from the segments");
    }
  }

  private void passedOver() {
    for (InetAddress address : content.passedOver()) {
      sheet.row(
          "Tried before",
          Addresses.text(address) + ": silent, so the next address of the name was tried");
    }
  }

  private void fromHere() {
    sheet.row(
        "Sent from",
        content.question().hop().interfaceName()
            + ", MTU "
            + content.question().hop().mtu()
            + ", "
            + Addresses.text(content.question().hop().source())
            + ", port "
            + content.question().localPort());
  }

  private void measured() {
    content.seen().rows(sheet);
    sheet.row(
        "Measured",
        Text.count(content.tally().sent(), "segment")
            + " sent, "
            + content.tally().received()
            + " received, "
            + Text.millis(content.elapsed())
            + " ms");
  }
}
