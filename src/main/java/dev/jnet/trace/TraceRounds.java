package dev.jnet.trace;

import dev.jnet.probe.Via;
import java.util.List;

/** Which TTLs of which flows are asked about in each round of a trace. */
final class TraceRounds {
  /** Hops by which another flow's way may be longer before that takes another round trip. */
  private static final int DETOUR = 2;

  /** TTLs that are asked about at first. */
  private static final int STEP = 8;

  /** How many times as far as the farthest router that has answered larger TTLs are asked. */
  private static final int AHEAD = 3;

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

  /**
   * The first flow's smallest TTLs, and one probe with the largest: the hop limit of the target's
   * answer to that tells how far away it is.
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
   * The first flow's next TTLs, where it is time for them. The first rule applies that can:
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
