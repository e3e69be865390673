package dev.jnet.report.walk;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.WalkConclusions;
import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.ConversationResult.Stall;
import dev.jnet.walk.http.Page;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/**
 * Explains why a transfer stalled, from the sizes of the segments that arrived and of those that
 * did not.
 */
final class WalkStall {
  private WalkStall() {}

  /** The reason, and how sure it is. */
  static String reason(Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    if (conversed.stall().isEmpty()) {
      return "the other side never closed its half of the connection";
    }
    Stall stall = conversed.stall().get();
    Optional<LargeSegmentsLost> hole = WalkConclusions.ofStall(leg);
    if (stall.unacknowledged() > 0) {
      return ours(stall, hole, leg);
    }
    boolean proven =
        hole.flatMap(lost -> lost.grounds().certainty().from())
            .filter(Basis.SMALLER_SEGMENTS::equals)
            .isPresent();
    return proven ? proven(stall, leg) : theirs(stall, hole, leg);
  }

  /**
   * Says that the same request with small segments succeeded, so that the size of the packets is
   * the cause.
   */
  private static String proven(Stall stall, Leg leg) {
    return "probably a black hole for large packets on the return path: "
        + (stall.largestReceived() == 0
            ? "none with data in it came"
            : "packets of up to " + packet(stall.largestReceived(), leg) + " bytes came")
        + ", although the server may send up to "
        + packet(stall.largestPossible(), leg)
        + "; with segments of at most "
        + leg.again().orElseThrow().mss()
        + " bytes the whole answer came; 'jnet mtu "
        + leg.url().host()
        + "' finds what gets through";
  }

  private static String ours(Stall stall, Optional<LargeSegmentsLost> hole, Leg leg) {
    int most = packet(stall.largestUnacknowledged(), leg);
    String large =
        Text.count(stall.unacknowledged(), "byte")
            + " from this machine were never acknowledged, in packets of up to "
            + most
            + " bytes";
    return hole.isPresent()
        ? large
            + ", while "
            + (stall.largestAcknowledged() > 0
                ? "packets of up to " + packet(stall.largestAcknowledged(), leg)
                : "the small ones of the handshake")
            + " got through: probably a black hole for large packets on the path to the server"
        : large + ": the path to the server is cut, or the host is gone";
  }

  private static String theirs(Stall stall, Optional<LargeSegmentsLost> hole, Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    String possible = " of the " + packet(stall.largestPossible(), leg) + " that it may send";
    if (hole.isPresent()) {
      return stall.missing()
          + " bytes are missing in front of what came behind them: packets of up to "
          + packet(stall.largestReceived(), leg)
          + " bytes got through"
          + possible
          + ", larger ones did not: probably a black hole on the return path";
    }
    if (stall.largestReceived() == 0) {
      boolean startsTls = leg.tls().filter(tls -> tls.finishedAt() < 0).isPresent();
      return opening(conversed, startsTls)
          + ", and then nothing came any more: the server is silent, "
          + (startsTls ? "or it does not speak TLS on this port, " : "")
          + "or its answer, in packets of up to "
          + packet(stall.largestPossible(), leg)
          + " bytes, vanishes on the return path";
    }
    String came = leg.page().map(WalkStall::came).orElse("");
    return "after "
        + came
        + "nothing came any more, though packets of "
        + packet(stall.largestReceived(), leg)
        + " bytes"
        + possible
        + " had got through: the server stopped, or the way is cut";
  }

  private static String opening(ConversationResult conversed, boolean startsTls) {
    if (conversed.times().firstSent() < 0) {
      return "the connection was opened";
    }
    return startsTls ? "the start of TLS was acknowledged" : "the request was acknowledged";
  }

  private static String came(Page page) {
    return page.status() == 0 ? "" : Text.count(page.body(), "byte") + " of body ";
  }

  /** The length of the IP packet that carries so much data, in bytes. */
  private static int packet(int data, Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    int ip = Addresses.version(conversed.question().target()) == 4 ? 20 : 40;
    return data + ip + 20 + (conversed.options().timestamps() ? 12 : 0);
  }
}
