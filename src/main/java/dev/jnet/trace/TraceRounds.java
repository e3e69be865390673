package dev.jnet.trace;

import dev.jnet.probe.Via;
import java.util.List;

/** Which TTLs of which flows are asked about in each round of a trace. */
final class TraceRounds {
  /** Hops by which another flow's way may be longer before that takes another round trip. */
  private static final int DETOUR = 2;

  /** TTLs that are asked about at a time where packets count more than round trips. */
  private static final int STEP = 8;

  private final TraceQuestion question;
  private final List<FlowPath> paths;
  private final ProbeQueue queue;
  private final boolean sparing;
  private int farthest;

  /**
   * Rounds of which none was asked.
   *
   * @param paths what is known of the way of each flow
   * @param queue where the probes go
   * @param sparing whether packets count more than round trips
   */
  TraceRounds(TraceQuestion question, List<FlowPath> paths, ProbeQueue queue, boolean sparing) {
    this.question = question;
    this.paths = paths;
    this.queue = queue;
    this.sparing = sparing;
  }

  /**
   * Whether each TTL is asked about once until the end of the way is known: only the answers to
   * ICMP are seldom limited in their rate.
   */
  boolean endIsFoundFirst() {
    return sparing || question.via().kind() != Via.Kind.ICMP;
  }

  /** The first flow: all its TTLs, or the nearest where packets are spared. */
  void first() {
    farthest = sparing ? Math.min(question.most(), question.first() + STEP - 1) : question.most();
    for (int query = 0; query < (endIsFoundFirst() ? 1 : question.queries()); query++) {
      queue.add(0, question.first(), farthest);
    }
  }

  /** The largest TTL of the first flow that was asked about. */
  int farthest() {
    return farthest;
  }

  /** The first flow's next TTLs: a few, or all that are left. */
  void farther(boolean all) {
    int from = farthest + 1;
    farthest = all ? question.most() : Math.min(question.most(), farthest + STEP);
    queue.add(0, from, farthest);
  }

  /**
   * All flows: the first one's remaining queries up to its end, the others up to there and a little
   * farther.
   *
   * @param portIsOpen whether the target has accepted a SYN: it gets the further ones one by one,
   *     each when the one before is taken back
   */
  void allFlows(boolean portIsOpen) {
    FlowPath path = paths.get(0);
    int last = path.ended() ? path.end() : path.lastAnswered();
    for (int query = 1; endIsFoundFirst() && query < question.queries(); query++) {
      queue.add(0, question.first(), portIsOpen && query > 1 ? last - 1 : last);
    }
    for (int flow = 1; flow < paths.size(); flow++) {
      queue.add(flow, question.first(), Math.min(question.most(), last + DETOUR));
    }
  }

  /** The flows whose way is longer than the first one's: how it goes on, up to the largest TTL. */
  void longerFlows() {
    for (int flow = 1; flow < paths.size(); flow++) {
      if (!paths.get(flow).ended()) {
        queue.add(flow, paths.get(0).end() + DETOUR + 1, question.most());
      }
    }
  }

  /**
   * The silent hops once more.
   *
   * @param askedLonger whether {@link #longerFlows} were asked
   */
  void silentHops(boolean askedLonger) {
    for (int flow = 0; flow < paths.size(); flow++) {
      FlowPath path = paths.get(flow);
      int asked = flow == 0 || askedLonger ? question.most() : paths.get(0).last() + DETOUR;
      int queries = flow == 0 ? question.queries() : 1;
      for (int ttl = question.first(); ttl <= Math.min(asked, path.last()); ttl++) {
        for (int query = 0; path.silent(ttl) && query < queries; query++) {
          queue.add(flow, ttl, ttl);
        }
      }
    }
  }
}
