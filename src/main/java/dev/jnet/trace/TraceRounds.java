package dev.jnet.trace;

import dev.jnet.probe.Via;
import java.util.List;

/** Which TTLs of which flows are asked about in each round of a trace. */
final class TraceRounds {
  /**
   * This many hops farther the other flows are asked at once. A path that is longer still takes
   * another round trip.
   */
  private static final int DETOUR = 2;

  /** How many TTLs are asked about at first, and then in each step. */
  private static final int STEP = 8;

  /** While routers answer, TTLs are asked about this many times as far as the farthest of them. */
  private static final int AHEAD = 3;

  private final TraceQuestion question;
  private final List<FlowPath> paths;
  private final ProbeQueue queue;
  private final boolean sparing;
  private int farthest;

  /**
   * Rounds of which none was asked.
   *
   * @param paths what is known of the path of each flow
   * @param queue where the probes go
   * @param sparing whether saving packets matters more than saving round trips
   */
  TraceRounds(TraceQuestion question, List<FlowPath> paths, ProbeQueue queue, boolean sparing) {
    this.question = question;
    this.paths = paths;
    this.queue = queue;
    this.sparing = sparing;
  }

  /**
   * Whether each TTL is asked about only once until the end of the path is known. Only with ICMP
   * are repeated queries harmless, because the answers to ICMP are seldom limited in their rate.
   */
  boolean endIsFoundFirst() {
    return sparing || question.via().kind() != Via.Kind.ICMP;
  }

  /**
   * Asks about the first flow's smallest TTLs, and once about the largest. The hop limit of the
   * target's answer to that probe tells how far away the target is.
   */
  void first() {
    farthest = question.first() - 1;
    askUpTo(question.first() + STEP - 1);
    if (farthest < question.most()) {
      queue.add(0, question.most(), question.most());
    }
  }

  /** The largest TTL up to which the first flow was asked about. */
  int farthest() {
    return farthest;
  }

  /**
   * Asks about the first flow's next TTLs, where it is time for them. The first rule applies that
   * can:
   *
   * <ol>
   *   <li>No answer has come for a while: all that are left.
   *   <li>All that were asked about have answered, and none is the end: the next few.
   *   <li>The target has told its distance: up to there.
   *   <li>A router has answered: three times as far as that, so that a long path takes one round
   *       trip and the target of a short one gets few packets. Where packets are spared, none.
   * </ol>
   *
   * @param silence whether no answer has come for a while
   */
  void farther(boolean silence) {
    FlowPath path = paths.get(0);
    if (silence) {
      askUpTo(question.most());
    } else if (path.isAnswered(question.first(), farthest)) {
      askUpTo(farthest + STEP);
    } else if (path.distance() > 0) {
      askUpTo(path.distance());
    } else if (!sparing && path.farthestRouter() > 0) {
      askUpTo(question.first() - 1 + AHEAD * (path.farthestRouter() - question.first() + 2));
    }
  }

  private void askUpTo(int last) {
    int queries = endIsFoundFirst() ? 1 : question.queries();
    while (farthest < Math.min(last, question.most())) {
      farthest++;
      for (int tries = paths.get(0).tries(farthest); tries < queries; tries++) {
        queue.add(0, farthest, farthest);
      }
    }
  }

  /**
   * Asks about all flows: the first one's remaining queries up to its end, the others up to there
   * and a little farther.
   *
   * @param portIsOpen whether the target has accepted a SYN. Then it gets the others one by one,
   *     each after the one before was reset
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

  /**
   * Asks about the flows whose path is longer than the first one's, from there up to the largest
   * TTL.
   */
  void longerFlows() {
    for (int flow = 1; flow < paths.size(); flow++) {
      if (!paths.get(flow).ended()) {
        queue.add(flow, paths.get(0).end() + DETOUR + 1, question.most());
      }
    }
  }

  /**
   * Asks about the silent hops once more.
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
