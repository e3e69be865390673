package dev.jnet.report.kernel;

import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Facts;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.report.Access;
import dev.jnet.report.AddressText;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.ReplyLines;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports what the kernel tells about connections that it made. */
public final class KernelTcpReport {
  /** Bytes that timestamps take in each segment, padding included (RFC 7323 appendix A). */
  private static final int TIMESTAMPS = 12;

  private final KernelTcpReportContent content;
  private final Style style;
  private final Sheet sheet;

  private KernelTcpReport(KernelTcpReportContent content, Style style) {
    this.content = content;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report. One port has all details; several ports have one line each. */
  public static String text(KernelTcpReportContent content, Style style) {
    return new KernelTcpReport(content, style).write();
  }

  /**
   * The bare answer. For {@code handshake} it is the open ports, one on each line; for {@code mss}
   * the MSS, with the room that timestamps take.
   */
  public static String bare(KernelTcpReportContent content) {
    StringBuilder out = new StringBuilder();
    for (KernelTcp each : content.connections()) {
      if (each.facts().isPresent()) {
        boolean size = content.command().equals("mss");
        out.append(size ? mss(each.facts().get()) : each.port()).append('\n');
      }
    }
    return out.toString();
  }

  private static int mss(Facts facts) {
    return facts.segment() + (facts.timestamps() ? TIMESTAMPS : 0);
  }

  /** The options that both SYNs agreed on, each in a few words. */
  static List<String> options(Facts facts) {
    List<String> options = new ArrayList<>();
    if (facts.timestamps()) {
      options.add("timestamps");
    }
    if (facts.selective()) {
      options.add("selective acknowledgments");
    }
    if (facts.ourShift() >= 0) {
      options.add(
          "windows scaled by "
              + facts.ourShift()
              + " (this machine), "
              + facts.theirShift()
              + " (the server)");
    }
    if (facts.congestionNotification()) {
      options.add("ECN");
    }
    return options;
  }

  private String write() {
    String who = AddressText.target(content.name(), content.target());
    if (content.connections().size() == 1) {
      one(who, content.connections().get(0));
    } else {
      sheet.line(who + ": " + Text.count(content.connections().size(), "port"));
      sheet.blank();
      for (KernelTcp each : content.connections()) {
        String word = Text.padRight(each.status().word(), 8);
        String why = each.facts().isPresent() ? "" : " " + KernelTcpReportContent.why(each);
        sheet.line("  " + Text.padLeft(Integer.toString(each.port()), 5) + "  " + word + why);
      }
      sheet.blank();
    }
    Access.KERNEL_TCP.rows(sheet);
    sheet.row("Measured", Text.millis(content.elapsed()) + " ms");
    return sheet.toString();
  }

  private void one(String who, KernelTcp connection) {
    String status = connection.status().word();
    sheet.line(
        who
            + ", TCP port "
            + connection.port()
            + ": "
            + (connection.status() == Status.OPEN
                ? style.good(status)
                : style.bad(status) + ": " + KernelTcpReportContent.why(connection)));
    sheet.blank();
    if (connection.facts().isEmpty()) {
      return;
    }
    Facts facts = connection.facts().get();
    int segment = KernelTcpReportContent.segment(facts);
    sheet.row("Round trip", Text.millis(facts.roundTrip()) + " ms, by the kernel's own estimate");
    sheet.row(
        "Segments",
        style.strong(facts.segment() + " bytes of data")
            + " each at most"
            + (facts.timestamps()
                ? ": " + segment + " " + style.minus() + " " + Arithmetic.TIMESTAMPS + " timestamps"
                : ""));
    sheet.row("MSS sent", facts.ourMss() + ", announced in the SYN");
    Optional<Integer> theirs = content.theirMss(facts);
    Arithmetic sums = new Arithmetic(content.version(), facts.pathMtu());
    sheet.row(
        "MSS received",
        theirs.isPresent()
            ? theirs.get() + ", by what the kernel makes of it"
            : segment + " or more: the path MTU decides");
    sheet.row(
        "Kernel",
        "takes the path MTU to be "
            + facts.pathMtu()
            + ": "
            + facts.pathMtu()
            + " "
            + style.minus()
            + " "
            + sums.ipHeader()
            + " "
            + sums.ipName()
            + " "
            + style.minus()
            + " 20 TCP = "
            + sums.mss());
    path();
    List<String> options = options(facts);
    sheet.row("Options", options.isEmpty() ? "none" : String.join(", ", options));
    if (connection.endless()) {
      sheet.row("Note", "the other side did not stop sending: closed when the time was up (-w)");
    }
    ReplyLines.add(connection.reply(), sheet);
  }

  private void path() {
    if (content.path().isEmpty()) {
      return;
    }
    sheet.row(
        "Path MTU",
        content.path().get().known()
            ? content.path().get().lower() + " bytes, measured; " + content.verdict().words()
            : "not known: " + "probes of that size were not answered");
  }
}
