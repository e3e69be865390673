package dev.jnet.report.mesh;

import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.PairResult;
import dev.jnet.report.JsonValues;
import dev.jnet.report.Plain;
import java.util.Optional;
import java.util.stream.Collectors;

/** A round as comma-separated values (RFC 4180), one line a direction. */
public final class MeshTable {
  private static final String HEAD =
      "from,to,family,path_mtu,loss_percent,rtt_ms,reordered,findings,error\r\n";

  private MeshTable() {}

  /** The lines, the names of the columns first. */
  public static String csv(MeshReportContent content) {
    return HEAD + content.results().stream().map(MeshTable::line).collect(Collectors.joining());
  }

  private static String line(PairResult result) {
    Optional<FlowResult> narrowest = result.narrowest();
    int reordered = result.flows().stream().mapToInt(FlowResult::reordered).sum();
    boolean measured = result.isMeasured();
    return String.join(
            ",",
            result.from(),
            result.to(),
            String.valueOf(result.family()),
            narrowest.map(flow -> String.valueOf(flow.pathMtu())).orElse(""),
            measured ? String.valueOf(result.lossPercent()) : "",
            result.rttNanos() == null ? "" : String.valueOf(JsonValues.millis(result.rttNanos())),
            measured ? String.valueOf(reordered) : "",
            MeshReportContent.symptoms(result).stream()
                .map(each -> JsonValues.word(each.kind()))
                .collect(Collectors.joining(" ")),
            measured ? "" : quoted(result.refused()))
        + "\r\n";
  }

  private static String quoted(String words) {
    return '"' + Plain.line(words).replace("\"", "\"\"") + '"';
  }
}
