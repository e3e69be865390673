package dev.jnet.report.trace;

import dev.jnet.probe.Via;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.trace.TraceNodes.Node;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws where the paths of several flows part and meet again. */
final class TraceBranches {
  private static final int WHO = 22;
  private static final int NUMBER = 3;
  private static final int MIN_FLOWS = 16;
  private static final String BELOW = " ".repeat(11);

  private TraceBranches() {}

  /** A line for each node of each hop, with the flows that pass it; empty without several flows. */
  static List<String> lines(TraceReportContent content, Style style) {
    int count = content.result().branches().size();
    List<String> lines = new ArrayList<>();
    if (count == 0) {
      return lines;
    }
    int first = content.result().hops().isEmpty() ? 1 : content.result().hops().get(0).ttl();
    lines.add("  " + Text.count(count, "flow") + ", and where their ways part:");
    List<List<Node>> places = TraceNodes.of(content);
    int who = WHO;
    for (List<Node> nodes : places) {
      for (Node node : nodes) {
        who = Math.max(who, who(node).length());
      }
    }
    for (int i = 0; i < places.size(); i++) {
      List<Node> nodes = places.get(i);
      for (int at = 0; at < nodes.size(); at++) {
        Node node = nodes.get(at);
        String front =
            "  "
                + Text.padLeft(at == 0 ? "" + (first + i) : "", NUMBER)
                + "  "
                + fork(at, nodes.size(), style)
                + " "
                + Text.padRight(who(node), who)
                + " "
                + (content.mtus().isEmpty()
                    ? ""
                    : Text.padRight(mtu(node), "MTU 65535?  ".length()));
        if (front.length() + MIN_FLOWS > style.lineWidth()) {
          below(node, count, front, style, lines);
          continue;
        }
        int width = style.lineWidth() - front.length();
        for (String part : Text.wrap(flows(node.flows(), count), width)) {
          lines.add(front + part);
          front = Text.padRight("", front.length());
        }
      }
    }
    lines.add("");
    return lines;
  }

  /** That other packets may part where these did not; empty where they did, or must not. */
  static Optional<String> unspread(TraceReportContent content) {
    boolean many = content.result().branches().size() > 1;
    boolean direct = content.hop().nextHop().equals(content.target());
    boolean echoes = content.result().via().kind() == Via.Kind.ICMP;
    return many
            && echoes
            && !direct
            && TraceNodes.of(content).stream().allMatch(at -> at.size() < 2)
        ? Optional.of(
            "all packets by ICMP went one way; many routers spread TCP and UDP alone, by their"
                + " ports: try --via udp")
        : Optional.empty();
  }

  /** Writes the flows of a node below its address, because beside it there is no room. */
  private static void below(Node node, int all, String front, Style style, List<String> lines) {
    int end = front.indexOf(who(node)) + who(node).length();
    lines.add(front.substring(0, end));
    String mtu = front.substring(end).strip();
    String words = (mtu.isEmpty() ? "" : mtu + ", ") + flows(node.flows(), all);
    Text.wrap(words, style.lineWidth() - BELOW.length()).forEach(part -> lines.add(BELOW + part));
  }

  private static String who(Node node) {
    return node.address().map(Addresses::text).orElse("*");
  }

  private static String mtu(Node node) {
    return node.step().map(step -> "MTU " + TraceNodes.text(step)).orElse("");
  }

  /** Names some of all flows. */
  static String flows(List<Integer> flows, int all) {
    return flows.size() == all
        ? "all"
        : (flows.size() == 1 ? "flow " : "flows ") + Text.ranges(flows);
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
}
