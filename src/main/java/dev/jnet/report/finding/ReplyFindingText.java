package dev.jnet.report.finding;

import dev.jnet.finding.Observation;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.OfReplies;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.report.Programs;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Findings about replies and who sent them, in words. */
final class ReplyFindingText {
  private ReplyFindingText() {}

  static String of(OfReplies finding) {
    if (finding instanceof RepliesFragmented fragmented) {
      return "replies came in fragments, the largest of "
          + fragmented.bytes()
          + " bytes: the target takes the return path for narrower";
    }
    if (finding instanceof LargeRepliesLost lost) {
      return lost(lost);
    }
    if (finding instanceof ReturnPathUntested) {
      return "it may be the narrow one: a reply lost on its way back looks the same from here";
    }
    if (finding instanceof AnsweredByAnother another) {
      return ProbeFindingText.answers(another.grounds().evidence())
          + " in place of "
          + Addresses.text(another.target())
          + ": another address of the same host, or another host that got the packets";
    }
    return finding instanceof MiddleboxAnswers box
        ? middlebox(box)
        : unanswered((Unanswered) finding);
  }

  private static String middlebox(MiddleboxAnswers box) {
    return "perhaps not "
        + Addresses.text(box.target())
        + ": the answers arrived with "
        + (Addresses.version(box.target()) == 4 ? "TTL " : "hop limit ")
        + box.hopLimit()
        + ", as from the next machine, and the route leads through "
        + Addresses.text(box.gateway())
        + ": a firewall, proxy or other middlebox may answer in its place, or it is that router"
        + " itself (a guess)";
  }

  private static String lost(LargeRepliesLost lost) {
    return "no reply over "
        + lost.bytes()
        + " bytes came back, while packets of "
        + lost.arrived()
        + " bytes arrive, as small answers show: the return path is narrower, large echo"
        + " requests are not answered, or they take another of several equal paths";
  }

  private static String unanswered(Unanswered none) {
    if (none.by().isPresent()) {
      return Addresses.text(none.by().get()) + " says: " + none.reason();
    }
    Optional<String> here = Programs.silence(none.programs());
    if (here.isPresent()) {
      return here.get();
    }
    boolean echo = none.grounds().evidence().get(0).sent() == Observation.Sent.ECHO_REQUEST;
    return echo
        ? "silence: the target is down, or does not answer echo requests (ping), or a firewall"
            + " drops them or the replies"
        : "silence: the target is down, or a firewall drops probes or replies";
  }
}
