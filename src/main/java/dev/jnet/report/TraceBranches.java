package dev.jnet.report;

import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws where the ways of several flows part and meet again. */
final class TraceBranches {
  private static final int WHO = 22;

  private TraceBranches() {}

  /** A line for each node of each hop, with the flows that pass it; empty without several flows. */
  static List<String> lines(TraceFindings findings, Style style) {
    List<Branch> branches = findings.result().branches();
    List<String> lines = new ArrayList<>();
    if (branches.isEmpty()) {
      return lines;
    }
    int first = findings.result().hops().isEmpty() ? 1 : findings.result().hops().get(0).ttl();
    lines.add("  " + Text.count(branches.size(), "flow") + ", and where their ways part:");
    int most = 0;
    for (Branch branch : branches) {
      most = Math.max(most, branch.nodes().size());
    }
    for (int i = 0; i < most; i++) {
      Map<String, List<Integer>> nodes = nodes(branches, i);
      int at = 0;
      for (Map.Entry<String, List<Integer>> node : nodes.entrySet()) {
        lines.add(
            "  "
                + Text.padLeft(at == 0 ? "" + (first + i) : "", 3)
                + "  "
                + fork(at, nodes.size(), style)
                + " "
                + Text.padRight(node.getKey(), WHO)
                + " "
                + flows(node.getValue(), branches.size()));
        at++;
      }
    }
    lines.add("");
    return lines;
  }

  private static String flows(List<Integer> flows, int all) {
    return flows.size() == all ? "all" : (flows.size() == 1 ? "flow " : "flows ") + ranges(flows);
  }

  /** Who is at this place of the ways, and the flows that pass there. */
  private static Map<String, List<Integer>> nodes(List<Branch> branches, int place) {
    Map<String, List<Integer>> nodes = new LinkedHashMap<>();
    for (Branch branch : branches) {
      if (place < branch.nodes().size()) {
        Optional<InetAddress> node = branch.nodes().get(place);
        String name = node.map(Addresses::text).orElse("*");
        nodes.computeIfAbsent(name, n -> new ArrayList<>()).add(branch.flow());
      }
    }
    return nodes;
  }

  private static String fork(int at, int count, Style style) {
    if (count == 1) {
      return " ";
    }
    if (!style.unicode()) {
      return "+";
    }
    return at == 0 ? "┌" : at == count - 1 ? "└" : "├";
  }

  /** Numbers in order, those in a row as one: {@code 0-3, 7}. */
  private static String ranges(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); i++) {
      int from = i;
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : ", ").append(numbers.get(from));
      text.append(i > from ? "-" + numbers.get(i) : "");
    }
    return text.toString();
  }
}
