package dev.jnet.trace;

import dev.jnet.probe.Via;
import dev.jnet.trace.HopAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of the path of one flow. */
final class FlowPath {
  /** This many probes to the target would very probably show a loss of one packet in ten. */
  private static final int ENOUGH = 30;

  private final TraceQuestion question;
  private final List<List<HopProbe>> byTtl = new ArrayList<>();
  private int endByTtl = Integer.MAX_VALUE;
  private int endByQuote = Integer.MAX_VALUE;
  private int farthestRouter;
  private int distance;

  FlowPath(TraceQuestion question) {
    this.question = question;
    for (int ttl = 0; ttl <= question.most(); ttl++) {
      byTtl.add(new ArrayList<>());
    }
  }

  /**
   * Notes that a probe with this TTL is sent.
   *
   * @param now ns on the link's clock
   */
  HopProbe sent(int ttl, long now) {
    HopProbe probe = new HopProbe(ttl, now);
    byTtl.get(ttl).add(probe);
    return probe;
  }

  /**
   * Notes the first answer to a probe, and ignores further ones.
   *
   * @param hop the hop that the answer came from; empty where the answer does not say so
   */
  void answered(HopProbe probe, HopAnswer answer, OptionalInt hop) {
    if (probe.answer != null) {
      return;
    }
    probe.answer = answer;
    if (answer.kind().isRouter()) {
      farthestRouter = Math.max(farthestRouter, probe.ttl);
      return;
    }
    endByTtl = Math.min(endByTtl, probe.ttl);
    distance = Math.max(question.first(), hop.orElse(answer.routersBack() + 1));
    int quoted = hop.orElse(0);
    if (quoted >= question.first() && quoted <= probe.ttl) {
      endByQuote = Math.min(endByQuote, quoted);
    }
  }

  /** The TTL of the hop at which the path ends; {@link Integer#MAX_VALUE} where it is unknown. */
  int end() {
    return endByQuote > farthestRouter ? Math.min(endByQuote, endByTtl) : endByTtl;
  }

  boolean ended() {
    return end() != Integer.MAX_VALUE;
  }

  /**
   * Whether the end has answered, and all smaller TTLs were asked about, so that none of them is
   * the end.
   */
  boolean endIsExact() {
    boolean exact = ended();
    for (int ttl = question.first(); ttl <= last(); ttl++) {
      exact &= tries(ttl) > 0;
    }
    return exact;
  }

  /**
   * The TTL of the hop at which the path probably ends, by the hop limit of an answer from there: a
   * guess, because the return path may have another length. 0 where the end has not answered.
   */
  int distance() {
    return distance;
  }

  /** The largest TTL at which a router answered; 0 when none did. */
  int farthestRouter() {
    return farthestRouter;
  }

  /** The largest TTL that is worth asking about: that of the end, or the question's largest. */
  int last() {
    return Math.min(end(), question.most());
  }

  /** The largest TTL up to the end that was answered; 0 when none was. */
  int lastAnswered() {
    for (int ttl = last(); ttl >= question.first(); ttl--) {
      if (!silent(ttl)) {
        return ttl;
      }
    }
    return 0;
  }

  /** How many probes were sent with a TTL. */
  int tries(int ttl) {
    return byTtl.get(ttl).size();
  }

  boolean silent(int ttl) {
    for (HopProbe probe : byTtl.get(ttl)) {
      if (probe.answer != null) {
        return false;
      }
    }
    return true;
  }

  /** Whether every TTL from one to another has an answer. */
  boolean isAnswered(int from, int to) {
    for (int ttl = from; ttl <= to; ttl++) {
      if (silent(ttl)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that was sent up to the end, or to the largest TTL, has been answered. */
  boolean complete() {
    for (int ttl = question.first(); ttl <= last(); ttl++) {
      for (HopProbe probe : byTtl.get(ttl)) {
        if (probe.answer == null) {
          return false;
        }
      }
    }
    return ended() || tries(question.most()) > 0;
  }

  /**
   * Until when answers may still come, in ns on the link's clock. A hop's round trip is hardly
   * longer than those of the hops behind it.
   */
  long waitUntil(Waits waits) {
    long until = Long.MIN_VALUE;
    long roundTrip = waits.longestRoundTrip();
    for (int ttl = last(); ttl >= question.first(); ttl--) {
      for (HopProbe probe : byTtl.get(ttl)) {
        if (probe.answer == null) {
          until = Math.max(until, probe.sentAt + waits.after(roundTrip));
        }
      }
      for (HopProbe probe : byTtl.get(ttl)) {
        roundTrip =
            probe.answer == null ? roundTrip : Math.min(roundTrip, probe.answer.roundTrip());
      }
    }
    return until;
  }

  /**
   * Whether packets are lost, so that a hop may be silent by chance. The probes to the target
   * decide that, if there were enough. Otherwise any hop decides that answered some probes and not
   * others.
   */
  boolean lossy() {
    // a target answers only few of many datagrams, and only the first of many SYNs at once
    boolean rationed = question.via().kind() != Via.Kind.ICMP;
    int toTarget = 0;
    int missing = 0;
    for (int ttl = question.first(); ttl <= question.most(); ttl++) {
      for (HopProbe probe : byTtl.get(ttl)) {
        boolean forTarget = rationed ? ttl == end() : ttl >= end();
        toTarget += forTarget ? 1 : 0;
        missing += forTarget && probe.answer == null ? 1 : 0;
      }
    }
    if (toTarget >= ENOUGH && missing == 0) {
      return false;
    }
    boolean lossy = missing > 0;
    for (int ttl = question.first(); ttl <= last() && !lossy; ttl++) {
      lossy = !silent(ttl) && answers(ttl).size() < byTtl.get(ttl).size();
    }
    return lossy;
  }

  /** The hops up to the end, or to the last that answered. */
  List<Hop> hops() {
    int last = ended() ? last() : lastAnswered();
    List<Hop> hops = new ArrayList<>();
    double least = 1;
    for (int ttl = last; ttl >= question.first(); ttl--) {
      Hop hop = hop(ttl, least);
      hops.add(0, hop);
      least = Math.min(least, hop.missing());
    }
    return hops;
  }

  private Hop hop(int ttl, double leastLater) {
    List<HopAnswer> answers = answers(ttl);
    int sent = Math.max(byTtl.get(ttl).size(), answers.size());
    Hop.Loss loss = Hop.Loss.of(sent, answers.size(), leastLater);
    return new Hop(ttl, Math.max(1, sent), answers, loss);
  }

  /**
   * The answers at a TTL. Where the host at the end limits its answers, it may have answered only a
   * probe with a larger TTL. Such an answer is listed at the end too.
   */
  private List<HopAnswer> answers(int ttl) {
    List<HopAnswer> answers = new ArrayList<>();
    for (HopProbe probe : byTtl.get(ttl)) {
      if (probe.answer != null) {
        answers.add(probe.answer);
      }
    }
    for (int later = ttl + 1;
        ttl == end() && answers.isEmpty() && later <= question.most();
        later++) {
      for (HopProbe probe : byTtl.get(later)) {
        if (probe.answer != null && answers.isEmpty()) {
          answers.add(probe.answer);
        }
      }
    }
    return answers;
  }

  /** How the path ends; empty where no end was found. */
  Optional<Kind> ending() {
    List<HopAnswer> answers = ended() ? answers(end()) : List.of();
    for (HopAnswer answer : answers) {
      if (!answer.kind().isRouter()) {
        return Optional.of(answer.kind());
      }
    }
    return Optional.empty();
  }
}
