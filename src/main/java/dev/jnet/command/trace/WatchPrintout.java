package dev.jnet.command.trace;

import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.trace.TraceWatchDocument;
import dev.jnet.report.trace.TraceWatchReport;
import dev.jnet.trace.TraceResult;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The printed form of a watch's statistics. There is no shorter form.
 *
 * @param access how much of the traffic was seen
 */
record WatchPrintout(
    TraceWatchDocument.Watched watched, Map<InetAddress, String> names, Access access)
    implements Printout {

  /** These statistics, with what the run could not capture, and other ways back of replies. */
  WatchPrintout after(Tally tally) {
    return new WatchPrintout(watched, names, access.after(tally));
  }

  @Override
  public List<String> json() {
    return List.of(JsonLines.of(TraceWatchDocument.of(watched, names, access)));
  }

  @Override
  public String bare(Style style) {
    return text(style);
  }

  @Override
  public String text(Style style) {
    return Stream.concat(lines("", style).stream(), access.lines(style).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The lines of the table.
   *
   * @param hint a text after the first line
   */
  List<String> lines(String hint, Style style) {
    return new TraceWatchReport(watched.name(), watched.target(), watched.result(), names)
        .lines(hint, style);
  }

  @Override
  public int exitCode() {
    return watched.result().status() == TraceResult.Status.REACHED
        ? ExitCode.POSITIVE
        : ExitCode.NEGATIVE;
  }
}
