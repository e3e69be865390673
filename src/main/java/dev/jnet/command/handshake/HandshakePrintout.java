package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.options.OutputOptions;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeReport;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.report.handshake.MappedList;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The printed form of the connections to the ports of a host.
 *
 * @param absolute whether sequence numbers are shown as they are in the segments
 * @param told how many answers, from the first port on, were printed before
 */
record HandshakePrintout(HandshakeReportContent content, boolean absolute, int told)
    implements Printout {
  /** The printed form of all answers. */
  HandshakePrintout(HandshakeReportContent content, boolean absolute) {
    this(content, absolute, 0);
  }

  /** Whether the answers about this many ports are printed as they come, and not all at the end. */
  static boolean isInParts(int ports, OutputOptions output) {
    boolean bare = output.json() || output.quiet();
    return !output.isPlugin() && (bare ? ports > 1 : HandshakeReport.isLong(ports));
  }

  /**
   * Prints answers that came while others are still awaited.
   *
   * @param content with these answers only
   * @param ports how many ports are asked in all
   * @param told how many answers were printed before
   */
  static void printPart(HandshakeReportContent content, int ports, int told, CommandRun run) {
    OutputOptions output = run.output();
    PrintWriter out = run.console().out();
    if (output.json()) {
      HandshakeDocument.of(content).stream().map(JsonLines::of).forEach(run.console()::document);
    } else if (output.quiet()) {
      out.print(HandshakeReport.bareOpen(content.results()));
    } else {
      out.print(told == 0 ? HandshakeReport.heading(content, ports) : "");
      out.print(HandshakeReport.open(content, output.style()));
    }
    out.flush();
  }

  @Override
  public List<String> json() {
    List<HandshakeDocument> all = HandshakeDocument.of(content);
    return new MappedList<>(all.subList(told, all.size()), JsonLines::of);
  }

  @Override
  public String bare(Style style) {
    List<HandshakeResult> all = content.results();
    return told == 0
        ? HandshakeReport.bare(content)
        : HandshakeReport.bareOpen(all.subList(told, all.size()));
  }

  @Override
  public String text(Style style) {
    return told == 0
        ? HandshakeReport.text(content, absolute, style)
        : HandshakeReport.after(told, content, style);
  }

  @Override
  public Map<String, Double> measured() {
    Map<String, Double> measured = new HashMap<>();
    measured.put("open", content.allOpen() ? 1.0 : 0);
    long slowest = 0;
    for (HandshakeResult result : content.results()) {
      slowest = Math.max(slowest, result.roundTrip());
    }
    if (content.allOpen()) {
      measured.put("connect", slowest / (double) Nanos.MILLISECOND);
    }
    return measured;
  }

  @Override
  public int exitCode() {
    return exitCode(content.allOpen());
  }

  /** The exit code. One port that is not open makes the answer negative. */
  static int exitCode(boolean allOpen) {
    return allOpen ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        HandshakeDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
