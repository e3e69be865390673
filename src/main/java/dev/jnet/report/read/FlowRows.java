package dev.jnet.report.read;

import dev.jnet.capture.TcpSummary;
import dev.jnet.handshake.SeenSegment;
import dev.jnet.report.LadderDrawing;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The segments of one conversation: its handshake as a ladder, and a line a segment. */
final class FlowRows {
  private final TcpSummary summary;
  private final Style style;

  FlowRows(TcpSummary summary, Style style) {
    this.summary = summary;
    this.style = style;
  }

  /**
   * Writes the rows.
   *
   * @param ends both ends of the conversation, in words
   */
  void write(Sheet sheet, String ends) {
    List<SeenSegment> handshake = handshake();
    if (!handshake.isEmpty()) {
      sheet.blank();
      sheet.headline("Handshake of conversation " + summary.index() + ", " + ends);
      new LadderDrawing(SeenSegment.steps(handshake), false, style)
          .between("client", "server")
          .draw(sheet);
    }
    sheet.blank();
    sheet.headline("Segments of conversation " + summary.index() + ", " + ends);
    summary.steps().forEach(step -> segment(sheet, step));
    if (summary.frames() > summary.steps().size()) {
      sheet.line(
          "  " + (summary.frames() - summary.steps().size()) + " more segments are not shown");
    }
  }

  /** The segments up to the client's ACK, or to a reset; none where the SYN was not captured. */
  private List<SeenSegment> handshake() {
    List<SeenSegment> segments = new ArrayList<>();
    for (TcpSummary.Step step : summary.steps()) {
      Tcp tcp = step.tcp();
      if (segments.isEmpty() && !(step.byClient() && tcp.has(Tcp.SYN))) {
        return List.of();
      }
      TcpSummary.Side from = step.byClient() ? summary.client() : summary.server();
      segments.add(
          new SeenSegment(step.at(), step.byClient(), from.address(), step.hopLimit(), tcp));
      if (tcp.has(Tcp.RST) || (step.byClient() && tcp.has(Tcp.ACK))) {
        break;
      }
    }
    return segments;
  }

  private static void segment(Sheet sheet, TcpSummary.Step step) {
    String events =
        step.events().stream()
            .map(event -> event.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    sheet.hanging(
        Text.padLeft("" + step.number(), 8)
            + Text.padLeft(Text.millis(step.at()), 12)
            + (step.byClient() ? "  >  " : "  <  "),
        Text.padRight(step.tcp().flagsInWords(), 10)
            + Text.padLeft("" + step.length(), 7)
            + " bytes  TTL "
            + Text.padRight("" + step.hopLimit(), 3)
            + (events.isEmpty() ? "" : "  " + events));
  }
}
