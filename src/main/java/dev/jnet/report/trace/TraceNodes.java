package dev.jnet.report.trace;

import dev.jnet.finding.Staircase;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult.Branch;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routers on the paths of all flows of a trace, hop by hop. */
final class TraceNodes {
  private TraceNodes() {}

  /**
   * Flows that meet at one hop. Flows that got there by paths of different MTU are kept apart, even
   * where one router answered all of them.
   *
   * @param address the address that answered first; empty for a silent hop
   * @param step the MTU up to there; empty where that was not asked for
   * @param flows in order
   * @param hops of these flows
   */
  record Node(
      Optional<InetAddress> address,
      Optional<Staircase.Step> step,
      List<Integer> flows,
      List<Hop> hops) {
    /** All answers. */
    List<HopAnswer> answers() {
      List<HopAnswer> answers = new ArrayList<>();
      for (Hop hop : hops) {
        answers.addAll(hop.answers());
      }
      return answers;
    }

    /** How many other addresses answered than the first. */
    int others() {
      List<InetAddress> all = new ArrayList<>();
      for (HopAnswer answer : answers()) {
        if (!all.contains(answer.from())) {
          all.add(answer.from());
        }
      }
      return Math.max(0, all.size() - 1);
    }

    /** The share of probes without an answer, 0 to 1. */
    double missing() {
      int sent = 0;
      for (Hop hop : hops) {
        sent += hop.sent();
      }
      return 1 - (double) answers().size() / Math.max(1, sent);
    }

    /** What missing answers mean, by the first flow that misses some. */
    Hop.Loss loss() {
      for (Hop hop : hops) {
        if (hop.loss() != Hop.Loss.NONE) {
          return hop.loss();
        }
      }
      return Hop.Loss.NONE;
    }

    /** The shortest round trip in ns; {@link Long#MAX_VALUE} without any. */
    long quickest() {
      long best = Long.MAX_VALUE;
      for (HopAnswer answer : answers()) {
        best = Math.min(best, answer.roundTrip());
      }
      return best;
    }

    private boolean holds(Hop hop, Optional<Staircase.Step> mtu) {
      return address.equals(hop.address()) && step.equals(mtu);
    }
  }

  /** The MTU up to a hop, with a question mark where it is not confirmed. */
  static String text(Staircase.Step step) {
    return step.mtu() + (step.confirmed() ? "" : "?");
  }

  /** The nodes of each hop, in the order of the flows. */
  static List<List<Node>> of(TraceReportContent content) {
    List<List<Node>> places = new ArrayList<>();
    for (Branch branch : content.flows()) {
      Optional<Staircase> staircase = content.staircase(branch.flow());
      for (int place = 0; place < branch.hops().size(); place++) {
        if (place == places.size()) {
          places.add(new ArrayList<>());
        }
        Hop hop = branch.hops().get(place);
        Optional<Staircase.Step> step = staircase.map(stairs -> stairs.at(hop.ttl()));
        Node node = node(places.get(place), hop, step);
        node.flows().add(branch.flow());
        node.hops().add(hop);
      }
    }
    return places;
  }

  private static Node node(List<Node> nodes, Hop hop, Optional<Staircase.Step> step) {
    for (Node node : nodes) {
      if (node.holds(hop, step)) {
        return node;
      }
    }
    Node node = new Node(hop.address(), step, new ArrayList<>(), new ArrayList<>());
    nodes.add(node);
    return node;
  }
}
