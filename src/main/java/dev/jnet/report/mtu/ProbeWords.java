package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.probe.Via;
import java.util.ArrayList;
import java.util.List;

/** The kinds of probes of a search for the path MTU, in words. */
public final class ProbeWords {
  private ProbeWords() {}

  /** What the probes were made of. */
  public static String of(Via via) {
    return switch (via.kind()) {
      case ICMP -> "ICMP echo requests";
      case TCP -> "TCP segments to port " + via.port().orElseThrow();
      case UDP ->
          via.port().isPresent()
              ? "UDP datagrams to port " + via.port().get()
              : "UDP datagrams to closed ports";
    };
  }

  /**
   * Names the kinds of probes that were tried and not answered. Echo requests were, where the
   * answer says how large they could be.
   */
  public static String unanswered(List<Via> kinds, FirstAnswered.Result found, String impossible) {
    List<Via> others = new ArrayList<>(kinds);
    if (found.kind() > 0 && found.result().wayBack().largestEcho() > 0) {
      others.remove(Via.ICMP);
    }
    int last = found.kind() - (kinds.size() - others.size());
    return unanswered(others, last, found.result().status() == Status.OK, impossible);
  }

  /**
   * Names the kinds of probes that were tried before the answer came; without an answer, all that
   * were tried.
   *
   * @param kinds of probes, in the order in which they were tried
   * @param last the number of the kind that the result is of, from 0
   * @param answered whether that kind was answered
   * @param impossible what could not be sent, and why; empty when nothing was left out
   * @return empty where only the kind that was answered was tried
   */
  static String unanswered(List<Via> kinds, int last, boolean answered, String impossible) {
    int tried = kinds.size() == 1 ? 0 : answered ? last : kinds.size();
    List<String> all = new ArrayList<>();
    for (Via via : kinds.subList(0, tried)) {
      all.add(of(via));
    }
    String words = String.join("; ", all);
    boolean first = answered && last == 0;
    return first || impossible.isEmpty() ? words : words + "; not tried: " + impossible;
  }
}
