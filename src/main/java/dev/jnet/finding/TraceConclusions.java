package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.PacketsLost;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.finding.LocalFinding.ProxyNeighbor;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.link.FirstHop;
import dev.jnet.probe.Hops;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.HopAnswer.Kind;
import dev.jnet.trace.TraceResult;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What follows from a trace. */
public final class TraceConclusions {
  /** Hops by which the paths there and back may differ before the report mentions it. */
  private static final int MAX_DIFFERENCE = 1;

  private final TraceResult result;
  private final FirstHop hop;
  private final InetAddress target;
  private final int last;
  private final boolean whole;
  private final List<Finding> findings = new ArrayList<>();

  private TraceConclusions(
      TraceResult result, FirstHop hop, InetAddress target, int last, boolean whole) {
    this.result = result;
    this.hop = hop;
    this.target = target;
    this.last = last;
    this.whole = whole;
  }

  /**
   * The conclusions, in the order of the hops.
   *
   * @param hop how packets for the target leave this machine
   * @param last the largest hop limit that was to be tried
   * @param whole whether every frame was captured: otherwise what is missing may have come
   */
  public static List<Finding> of(
      TraceResult result, FirstHop hop, InetAddress target, int last, boolean whole) {
    return List.copyOf(new TraceConclusions(result, hop, target, last, whole).conclude());
  }

  private List<Finding> conclude() {
    ending();
    for (Hop hop : result.hops()) {
      if (isPlaced(hop)) {
        returnPath(hop);
      }
      rewritten(hop);
      missing(hop);
    }
    lost();
    proxied();
    return findings;
  }

  /** Whether a router forwards to the target although the route names no router. */
  private void proxied() {
    Hop first = result.hops().isEmpty() ? null : result.hops().get(0);
    if (first == null || first.ttl() > 1 || !MiddleboxConclusions.isOnLink(hop, target)) {
      return;
    }
    for (HopAnswer answer : first.answers()) {
      if (answer.kind().isRouter() && !answer.from().equals(target)) {
        Grounds grounds = Grounds.seen(observed(first, Came.TIME_EXCEEDED));
        int routers = Math.max(1, result.hops().size() - 1);
        findings.add(new ProxyNeighbor(target, Optional.of(answer.from()), routers, grounds));
        return;
      }
    }
  }

  private void ending() {
    if (result.status() == TraceResult.Status.SILENT) {
      int from = result.silentFrom().orElse(1);
      Observation silence = Observation.silence(Sent.HOP_LIMITED_PACKET, result.length(), 0);
      Grounds grounds = whole ? Grounds.seen(silence) : Grounds.guessed(silence);
      findings.add(new NotReached(from, last, grounds));
      return;
    }
    Hop end = result.hops().get(result.hops().size() - 1);
    HopAnswer answer = ending(end);
    if (answer.kind() == Kind.REFUSAL) {
      Grounds grounds = Grounds.seen(observed(end, Came.UNREACHABLE));
      findings.add(new Refused(end.ttl(), answer.from(), answer.words(), grounds));
      return;
    }
    boolean alone = end.ttl() > 1 && result.hops().size() == 1;
    boolean adjoining = end.ttl() == 1 || (!alone && isRouter(result.hops().size() - 2));
    boolean agrees = answer.hopLimit() > 0 && Hops.passed(answer.hopLimit()) + 1 == end.ttl();
    boolean exact = adjoining || (agrees && !alone && isSameWayBack());
    Observation reply = observed(end, Came.ANSWER);
    boolean suspect =
        MiddleboxConclusions.isSuspect(hop, target, answer.hopLimit()) && !isBeyondFirst(end);
    // behind silent hops the target may have left probes with smaller hop limits unanswered
    Grounds grounds =
        exact && !adjoining ? Grounds.inferred(Basis.REPLY_HOP_LIMIT, reply) : Grounds.seen(reply);
    findings.add(new Reached(end.ttl(), exact, suspect ? Grounds.guessed(reply) : grounds));
    if (suspect && (end.ttl() == 1 || firstRouter().isPresent())) {
      MiddleboxConclusions.of(hop, target, answer.hopLimit(), Sent.HOP_LIMITED_PACKET)
          .ifPresent(findings::add);
    }
  }

  /** Whether every router's answer has come back by as many hops as its probe went there. */
  private boolean isSameWayBack() {
    for (Hop each : result.hops()) {
      for (HopAnswer answer : each.answers()) {
        if (answer.kind().isRouter() && answer.routersBack() + 1 != each.ttl()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The shortest round trip to the first router, in ns; empty where it did not answer. */
  private OptionalLong firstRouter() {
    return result.hops().stream()
        .filter(first -> first.ttl() == 1)
        .flatMap(first -> first.answers().stream())
        .filter(answer -> answer.kind().isRouter())
        .mapToLong(HopAnswer::roundTrip)
        .min();
  }

  /** Whether the answers at the end of the path took longer than those of the first router. */
  private boolean isBeyondFirst(Hop end) {
    OptionalLong router = firstRouter();
    OptionalLong answers =
        end.answers().stream()
            .filter(answer -> !answer.kind().isRouter())
            .mapToLong(HopAnswer::roundTrip)
            .min();
    return router.isPresent()
        && answers.isPresent()
        && !Hops.isAsNear(answers.getAsLong(), router.getAsLong());
  }

  private static HopAnswer ending(Hop end) {
    for (HopAnswer answer : end.answers()) {
      if (!answer.kind().isRouter()) {
        return answer;
      }
    }
    return end.answers().get(0);
  }

  private boolean isRouter(int index) {
    for (HopAnswer answer : result.hops().get(index).answers()) {
      if (answer.kind().isRouter()) {
        return true;
      }
    }
    return false;
  }

  private Observation observed(Hop hop, Came came) {
    return new Observation(
        Sent.HOP_LIMITED_PACKET,
        result.length(),
        hop.sent(),
        came,
        hop.answers().size(),
        hop.address());
  }

  /** Whether the distance of a hop is known: where only the end was asked, it may be nearer. */
  private boolean isPlaced(Hop hop) {
    return hop.ttl() == 1 || result.hops().size() > 1 || hop.answers().get(0).kind().isRouter();
  }

  private void returnPath(Hop hop) {
    for (HopAnswer answer : hop.answers()) {
      int back = answer.routersBack() + 1;
      if (Math.abs(back - hop.ttl()) > MAX_DIFFERENCE) {
        Grounds grounds = Grounds.guessed(observed(hop, Came.ANSWER));
        findings.add(new ReturnPathDiffers(hop.ttl(), back, grounds));
        return;
      }
    }
  }

  /** What this hop shows changed, and no hop before it did. */
  private void rewritten(Hop hop) {
    List<Change> news = new ArrayList<>();
    for (HopAnswer answer : hop.answers()) {
      for (Change change : answer.changes()) {
        if (!shownBefore(change, hop) && news.stream().noneMatch(other -> alike(change, other))) {
          news.add(change);
          Grounds grounds = Grounds.seen(observed(hop, Came.TIME_EXCEEDED));
          findings.add(new PacketRewritten(hop.ttl(), change, grounds));
        }
      }
    }
  }

  private boolean shownBefore(Change change, Hop hop) {
    for (Hop earlier : result.hops()) {
      if (earlier.ttl() < hop.ttl() && change.field() != Change.Field.TTL) {
        for (HopAnswer answer : earlier.answers()) {
          if (answer.changes().stream().anyMatch(other -> alike(change, other))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Random fields differ anew in each probe: that they differ at all is what counts. */
  private static boolean alike(Change one, Change other) {
    return one.field() == other.field()
        && ((one.quoted() == other.quoted() && one.source().equals(other.source()))
            || one.field() == Change.Field.IDENTIFICATION
            || one.field() == Change.Field.CHECKSUM);
  }

  private void missing(Hop hop) {
    if (!whole || hop.loss() != Hop.Loss.OWN || hop.silent()) {
      return;
    }
    int missing = hop.sent() - hop.answers().size();
    if (missing < 2) {
      return; // one lost packet says nothing
    }
    // a policer that drops a burst looks the same
    Grounds grounds = Grounds.guessed(observed(hop, Came.TIME_EXCEEDED));
    findings.add(new AnswersRationed(hop.ttl(), grounds));
  }

  /** The first hop from which on all hops miss answers. */
  private void lost() {
    Optional<Hop> first = Optional.empty();
    for (Hop hop : result.hops()) {
      boolean persists = hop.loss() == Hop.Loss.PERSISTS && hop.missing() > 0;
      first = persists && first.isEmpty() ? Optional.of(hop) : first;
    }
    if (whole && first.isPresent()) {
      Grounds grounds = Grounds.guessed(observed(first.get(), Came.ANSWER));
      findings.add(new PacketsLost(first.get().ttl(), grounds));
    }
  }
}
