package dev.jnet.report.mesh;

import dev.jnet.mesh.KeptResult;
import dev.jnet.mesh.PairResult;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Plain;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results that were kept, one a line, the oldest first. Times are UTC. */
public final class HistoryReport {
  private HistoryReport() {}

  /** When a result was kept, such as 2026-11-30T07:48:01Z. */
  static String at(KeptResult kept) {
    return Instant.ofEpochMilli(kept.at()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A line for each result. */
  public static String lines(List<KeptResult> results, Style style) {
    int width =
        results.stream()
            .mapToInt(each -> each.result().direction().toString().length())
            .max()
            .orElse(0);
    int cell =
        results.stream().mapToInt(each -> MeshMatrix.cell(each.result()).length()).max().orElse(0);
    return results.stream()
        .map(
            each ->
                at(each)
                    + "  "
                    + Text.padRight(each.result().direction().toString(), width)
                    + "  "
                    + colored(each.result(), cell, style)
                    + "  "
                    + rest(each.result())
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String colored(PairResult result, int width, Style style) {
    String padded = Text.padLeft(MeshMatrix.cell(result), width);
    boolean fine = result.isMeasured() && MeshReportContent.symptoms(result).isEmpty();
    return fine ? style.good(padded) : style.bad(padded);
  }

  private static String rest(PairResult result) {
    if (!result.isMeasured()) {
      return Plain.line(result.refused());
    }
    String loss = String.format(Locale.ROOT, "loss %.1f %%", result.lossPercent());
    return result.rttNanos() == null
        ? loss
        : loss + ", round trip " + JsonValues.millis(result.rttNanos()) + " ms";
  }

  /** The report for a person. */
  public static String text(List<KeptResult> results, Style style) {
    List<PairResult> all = results.stream().map(KeptResult::result).toList();
    long pairs = all.stream().map(PairResult::direction).distinct().count();
    String legend = MeshMatrix.legend(all);
    return Text.count(results.size(), "result")
        + " of "
        + Text.count(pairs, "direction")
        + "\n"
        + lines(results, style)
        + (legend.isEmpty() ? "" : legend + "\n");
  }
}
