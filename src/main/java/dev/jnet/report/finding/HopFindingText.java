package dev.jnet.report.finding;

import dev.jnet.finding.Certainty;
import dev.jnet.finding.HopFinding;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.PacketsLost;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.report.Text;
import dev.jnet.trace.Change;
import dev.jnet.wire.Addresses;

/** Findings about the hops of a path in words. */
final class HopFindingText {
  private HopFindingText() {}

  static String of(HopFinding finding) {
    if (finding instanceof Reached reached) {
      return reached(reached);
    }
    if (finding instanceof Refused refused) {
      return refused(refused);
    }
    if (finding instanceof NotReached none) {
      return notReached(none);
    }
    if (finding instanceof PacketRewritten rewritten) {
      return rewritten(rewritten.change());
    }
    return FindingText.worded(statement(finding), finding.grounds().certainty());
  }

  /** What is inferred or guessed. */
  private static String statement(HopFinding finding) {
    if (finding instanceof AnswersRationed) {
      return "it limits its answers: later hops miss fewer";
    }
    if (finding instanceof PacketsLost lost) {
      return "answers are missing from hop "
          + lost.hop()
          + " on: packets are lost there or before, or the last hops limit their answers";
    }
    int hops = ((ReturnPathDiffers) finding).hopsBack();
    return "the return path has " + hops(hops) + ", by the reply's hop limit";
  }

  private static String refused(Refused refused) {
    String words = Addresses.text(refused.by()) + " says: " + refused.reason();
    return refused.grounds().certainty().degree() == Certainty.Degree.SEEN
        ? "not reached: refused at hop " + refused.hop() + ": " + words
        : "not reached: "
            + words
            + "; "
            + FindingText.worded("it is at hop " + refused.hop(), refused.grounds().certainty());
  }

  private static String reached(Reached reached) {
    if (!reached.exact()) {
      return "reached within " + hops(reached.hop());
    }
    if (reached.grounds().certainty().degree() == Certainty.Degree.GUESSED) {
      return "answered at hop " + reached.hop() + ", perhaps not by the target";
    }
    boolean seen = reached.grounds().certainty().degree() == Certainty.Degree.SEEN;
    if (seen && reached.hop() == 1) {
      return "reached directly, no router between";
    }
    return seen ? "reached at hop " + reached.hop() : "reached, probably at hop " + reached.hop();
  }

  private static String hops(int count) {
    return Text.count(count, "hop");
  }

  private static String notReached(NotReached none) {
    return none.hop() > none.last()
        ? "not reached within " + hops(none.last()) + ": more with -m"
        : "not reached: nobody answers from hop " + none.hop() + " on";
  }

  private static String rewritten(Change change) {
    String sent = Long.toString(change.sent());
    String quoted = Long.toString(change.quoted());
    return switch (change.field()) {
      case TTL -> "the TTL there was " + quoted + " instead of 1: it is not lowered on the way";
      case TRAFFIC_CLASS -> "type of service changed before: " + sent + " became " + quoted;
      case IDENTIFICATION -> "identification changed before: rewritten on the way";
      case DONT_FRAGMENT ->
          change.sent() == 1
              ? "DF was cleared before: larger packets may arrive in fragments"
              : "DF changed before: " + sent + " became " + quoted;
      case CHECKSUM -> "checksum changed before: addresses or ports are translated (NAT)";
      case SOURCE ->
          "source address translated before (NAT): it came from "
              + change.source().map(Addresses::text).orElse("elsewhere");
      case MSS ->
          change.quoted() < 0
              ? "the MSS option of " + sent + " was taken away before"
              : "MSS rewritten before: " + sent + " became " + quoted;
    };
  }
}
