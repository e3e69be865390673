package dev.jnet.finding;

import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.finding.ProbeFinding.GroupAnswered;
import dev.jnet.finding.ProbeFinding.HopLimitsDiffer;
import dev.jnet.finding.ProbeFinding.ProbesAnswered;
import dev.jnet.finding.ProbeFinding.ProbesLost;
import dev.jnet.finding.ProbeFinding.RepliesChanged;
import dev.jnet.finding.ProbeFinding.RepliesDamaged;
import dev.jnet.finding.ProbeFinding.RepliesLate;
import dev.jnet.finding.ProbeFinding.RepliesReordered;
import dev.jnet.finding.ProbeFinding.RepliesRepeated;
import dev.jnet.finding.TargetConclusions.Echoes;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.Responder;
import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from a ping. */
public final class PingConclusions {
  private final PingQuestion question;
  private final PingResult result;
  private final boolean whole;

  private PingConclusions(PingQuestion question, PingResult result, boolean whole) {
    this.question = question;
    this.result = result;
    this.whole = whole;
  }

  /**
   * The conclusions, the most important first; none where no probe was sent.
   *
   * @param whole whether every frame was captured: otherwise what is missing may have come
   */
  public static List<Finding> of(PingQuestion question, PingResult result, boolean whole) {
    if (result.sent() == 0) {
      return List.of();
    }
    PingConclusions ping = new PingConclusions(question, result, whole);
    List<Finding> findings = new ArrayList<>(ping.answers());
    findings.addAll(ping.oddReplies());
    ping.inOtherVlans().ifPresent(findings::add);
    ping.fromOthers().ifPresent(findings::add);
    if (result.hopLimits().size() == 1 && !question.isToGroup()) {
      int hopLimit = result.hopLimits().get(0);
      MiddleboxConclusions.proxied(question.hop(), question.target(), hopLimit, ping.sent())
          .ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  private Sent sent() {
    return switch (question.via().kind()) {
      case ICMP -> Sent.ECHO_REQUEST;
      case TCP -> Sent.SYN;
      case UDP -> Sent.DATAGRAM;
    };
  }

  private List<Finding> answers() {
    int bytes = question.packetLength();
    long roundTrip = TargetConclusions.median(result);
    if (question.via().kind() == Via.Kind.ICMP) {
      Echoes echoes = new Echoes(result.sent(), result.received(), roundTrip);
      return TargetConclusions.echoes(echoes, bytes, whole);
    }
    if (result.received() == 0) {
      Observation silence = Observation.silence(sent(), bytes, (int) result.sent());
      return List.of(
          new Unanswered(Optional.empty(), "", TargetConclusions.missing(silence, whole)));
    }
    Observation answers = replies(result.received());
    List<Finding> findings = new ArrayList<>();
    if (result.received() < result.sent()) {
      Grounds grounds = TargetConclusions.missing(answers, whole);
      findings.add(new ProbesLost(result.sent(), result.received(), grounds));
    }
    findings.add(new ProbesAnswered(roundTrip, Grounds.seen(answers)));
    return findings;
  }

  private Observation replies(long count) {
    return new Observation(
        sent(),
        question.packetLength(),
        (int) result.sent(),
        Came.ANSWER,
        (int) count,
        Optional.empty());
  }

  private List<Finding> oddReplies() {
    Incidents odd = result.incidents();
    List<Finding> findings = new ArrayList<>();
    if (odd.duplicates() > 0) {
      findings.add(new RepliesRepeated(odd.duplicates(), seen(odd.duplicates())));
    }
    if (odd.corrupted() > 0) {
      findings.add(new RepliesDamaged(odd.corrupted(), seen(odd.corrupted())));
    }
    if (odd.reordered() > 0) {
      findings.add(new RepliesReordered(odd.reordered(), seen(odd.reordered())));
    }
    if (odd.late() > 0) {
      long after = question.schedule().lateAfter();
      findings.add(new RepliesLate(odd.late(), after, seen(odd.late())));
    }
    if (odd.changed() > 0) {
      findings.add(new RepliesChanged(odd.changed(), seen(odd.changed())));
    }
    if (odd.hopLimitChanges() > 0) {
      long count = odd.hopLimitChanges();
      findings.add(new HopLimitsDiffer(count, result.hopLimits(), seen(count)));
    }
    return findings;
  }

  private Grounds seen(long count) {
    return Grounds.seen(replies(count));
  }

  private Optional<Finding> inOtherVlans() {
    return result.otherVlans().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AnsweredInOtherVlan(
                question.target(),
                Optional.empty(),
                result.otherVlans(),
                Grounds.seen(replies(result.otherVlans().size()))));
  }

  /** The stations of a group that answered, or the addresses that answered for the target. */
  private Optional<Finding> fromOthers() {
    List<InetAddress> from = new ArrayList<>();
    List<Observation> answers = new ArrayList<>();
    for (Responder each : result.responders()) {
      if (question.isToGroup() || !each.address().equals(question.target())) {
        from.add(each.address());
        answers.add(
            new Observation(
                sent(),
                question.packetLength(),
                (int) result.sent(),
                Came.ANSWER,
                (int) each.answered(),
                Optional.of(each.address())));
      }
    }
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Grounds grounds = new Grounds(Certainty.SEEN, answers);
    return Optional.of(
        question.isToGroup()
            ? new GroupAnswered(question.target(), from, grounds)
            : new AnsweredByAnother(question.target(), from, grounds));
  }
}
