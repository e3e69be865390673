package dev.jnet.report.trace;

import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.finding.FindingText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was found out about the path MTU, once for all flows for which it is the same. */
final class PathMtuText {
  private final TraceReportContent content;
  private final Style style;
  private final Sheet sheet;

  PathMtuText(TraceReportContent content, Style style, Sheet sheet) {
    this.content = content;
    this.style = style;
    this.sheet = sheet;
  }

  void write() {
    List<MtuResult> mtus = content.mtus();
    Map<String, List<Integer>> flowsByWords = new LinkedHashMap<>();
    for (int flow = 0; flow < mtus.size(); flow++) {
      flowsByWords.computeIfAbsent(inWords(mtus.get(flow)), w -> new ArrayList<>()).add(flow);
    }
    boolean alike = flowsByWords.size() == 1;
    flowsByWords.forEach(
        (words, flows) ->
            sheet.row(
                "Path MTU", (alike ? "" : TraceBranches.flows(flows, mtus.size()) + ": ") + words));
  }

  private String inWords(MtuResult mtu) {
    if (mtu.lower() == 0) {
      return "not known: no large packet was answered";
    }
    StringBuilder words = new StringBuilder();
    List<Finding> findings = content.pathFindings(mtu);
    words.append(mtu.lower());
    boolean range = !mtu.known() && mtu.upper() - 1 > mtu.lower();
    words.append(range ? " to " + (mtu.upper() - 1) : "");
    words.append(" bytes, ").append(FindingText.sureness(findings, Style.PLAIN));
    for (Finding finding : findings) {
      if (finding instanceof TooBigReported || finding instanceof BlackHole) {
        words.append("; ").append(FindingText.of(finding, style));
      }
    }
    return words.toString();
  }
}
