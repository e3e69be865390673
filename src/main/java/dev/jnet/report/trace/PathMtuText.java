package dev.jnet.report.trace;

import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found of the path MTU: once for all flows for which it is the same. */
final class PathMtuText {
  private final TraceFindings findings;
  private final Sheet sheet;

  PathMtuText(TraceFindings findings, Sheet sheet) {
    this.findings = findings;
    this.sheet = sheet;
  }

  void write() {
    List<MtuResult> mtus = findings.mtus();
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
    if (mtu.known()) {
      return mtu.lower() + " bytes, confirmed" + where(mtu);
    }
    return mtu.lower() == 0
        ? "not known: no large packet was answered"
        : mtu.lower() + " to " + (mtu.upper() - 1) + " bytes";
  }

  private String where(MtuResult mtu) {
    if (mtu.bottleneck().isEmpty() || mtu.lower() >= findings.hop().mtu()) {
      return "";
    }
    int at = mtu.bottleneck().get().hop();
    return (at == 0 ? ", from the first link on" : ", from the link behind hop " + at + " on")
        + (mtu.blackHole() ? ": larger ones vanish there without a word" : "");
  }
}
