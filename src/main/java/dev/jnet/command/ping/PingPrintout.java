package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.ping.PingGoal;
import dev.jnet.ping.PingResult;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingExplanation;
import dev.jnet.report.ping.PingReport;
import dev.jnet.report.ping.PingReportContent;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The printed form of a ping's statistics. There is no shorter form.
 *
 * @param explained whether the first exchange is explained
 * @param drawn whether it is for a screen: the distribution of the round-trip times is drawn, and
 *     long lines are folded
 */
record PingPrintout(PingReportContent content, boolean explained, boolean drawn)
    implements Printout {
  @Override
  public List<String> json() {
    return List.of(JsonLines.of(PingDocument.of(content)));
  }

  @Override
  public String bare(Style style) {
    return text(style);
  }

  @Override
  public String text(Style style) {
    String report = PingReport.text(content, drawn, style);
    return (explained ? PingExplanation.text(content, style) : "")
        + (drawn ? Text.folded(report, style.lineWidth()) : report);
  }

  @Override
  public Map<String, Double> measured() {
    PingResult result = content.result();
    Map<String, Double> measured = new HashMap<>();
    if (result.sent() > 0) {
      measured.put("loss", result.lossPercent());
    }
    if (result.roundTrips().isPresent()) {
      PingResult.RoundTrips times = result.roundTrips().get();
      measured.put("min", millis(times.least()));
      measured.put("avg", millis(times.average()));
      measured.put("max", millis(times.most()));
      measured.put("p50", millis(times.median()));
      measured.put("p95", millis(times.p95()));
      measured.put("p99", millis(times.p99()));
      measured.put("jitter", millis(times.jitter()));
    }
    return measured;
  }

  private static double millis(long nanos) {
    return nanos / (double) Nanos.MILLISECOND;
  }

  @Override
  public int exitCode() {
    boolean reached = PingGoal.isReached(content.question().schedule(), content.result());
    return reached ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        PingDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
