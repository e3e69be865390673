package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.probe.Via;
import dev.jnet.report.Sheet;
import dev.jnet.report.Text;
import dev.jnet.report.mtu.MtuReportContent.FlowMtu;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which flows have which path MTU, where several were asked. */
final class FlowsText {
  private final MtuReportContent content;
  private final Sheet sheet;

  FlowsText(MtuReportContent content, Sheet sheet) {
    this.content = content;
    this.sheet = sheet;
  }

  /** Writes a row for all flows with the same path MTU. */
  void write() {
    Map<String, List<FlowMtu>> alike = new TreeMap<>();
    for (FlowMtu flow : content.flows()) {
      alike.computeIfAbsent(inWords(flow.result()), words -> new ArrayList<>()).add(flow);
    }
    alike.forEach((words, flows) -> sheet.row("", which(flows) + ": " + words));
    if (content.via().kind() == Via.Kind.ICMP) {
      sheet.row("", "many routers send all echo requests to a target by one path:");
      sheet.row("", "--via tcp:PORT or --via udp shows more of them, where the target answers");
    }
  }

  private String which(List<FlowMtu> flows) {
    if (content.via().kind() == Via.Kind.ICMP) {
      return Text.count(flows.size(), "flow");
    }
    List<Integer> ports = flows.stream().map(FlowMtu::port).sorted().toList();
    return (ports.size() == 1 ? "source port " : "source ports ") + Text.ranges(ports);
  }

  private static String inWords(MtuResult result) {
    if (result.lower() == 0) {
      return "not known: no large packet was answered";
    }
    String size =
        result.lower() + (isRange(result) ? " to " + (result.upper() - 1) : "") + " bytes";
    return size + result.bottleneck().map(FlowsText::place).orElse("");
  }

  private static boolean isRange(MtuResult result) {
    return !result.known() && result.upper() - 1 > result.lower();
  }

  private static String place(Bottleneck at) {
    String address = at.address().map(Addresses::text).orElse("");
    String hop = at.hop() > 0 ? "hop " + at.hop() + (address.isEmpty() ? "" : ", ") : "";
    String place = hop + address;
    return place.isEmpty() ? "" : "; larger packets end at " + place;
  }
}
