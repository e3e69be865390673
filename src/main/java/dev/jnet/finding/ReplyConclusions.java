package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What replies tell about their own way: the return path, and who sent them. */
final class ReplyConclusions {
  private final MtuEvidence seen;
  private final MtuResult result;

  ReplyConclusions(MtuEvidence seen) {
    this.seen = seen;
    this.result = seen.result;
  }

  /** What large replies went through on their way back. */
  List<Finding> returnPath() {
    MtuResult.WayBack back = result.wayBack();
    if (back.largestEcho() > 0) {
      return List.of(largeRepliesLost(back.largestEcho()));
    }
    if (back.narrower()) {
      Observation pieces =
          Observation.of(seen.sent, result.lower(), 0, Came.FRAGMENTS, Optional.empty());
      return List.of(new RepliesFragmented(back.fragment(), Grounds.seen(pieces)));
    }
    return result.blackHole() && !back.ruledOut()
        ? List.of(new ReturnPathUntested(Grounds.guessed(seen.beyond())))
        : List.of();
  }

  private Finding largeRepliesLost(int largestEcho) {
    Observation echo = Observation.silence(Sent.ECHO_REQUEST, largestEcho + 1, 0);
    Sent arriving = result.wayBack().largerBy() == Via.Kind.TCP ? Sent.SEGMENT : Sent.DATAGRAM;
    Observation larger = Observation.of(arriving, result.lower(), 0, Came.ANSWER, Optional.empty());
    Grounds grounds =
        result.dontFragment() == DontFragment.CLEARED
            ? Grounds.guessed(echo, larger)
            : Grounds.inferred(Basis.SMALL_ANSWERS, echo, larger);
    return new LargeRepliesLost(largestEcho, result.lower(), grounds);
  }

  /** Whether a machine before the target may have sent them. */
  Optional<Finding> middlebox() {
    if (!seen.isSuspect() || result.wayBack().origin() != ReplyOrigin.FIRST_ROUTER) {
      return Optional.empty();
    }
    return MiddleboxConclusions.of(
        seen.setting.hop(),
        seen.setting.answered().target(),
        result.wayBack().hopLimit(),
        seen.sent);
  }

  /** Whether a router answers for the target's hardware address. */
  Optional<Finding> proxied() {
    return MiddleboxConclusions.proxied(
        seen.setting.hop(),
        seen.setting.answered().target(),
        result.wayBack().hopLimit(),
        seen.sent);
  }

  /** The addresses that answered probes to the target. */
  Optional<Finding> fromOthers() {
    List<InetAddress> others = seen.setting.answered().others();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    Observation[] answers =
        others.stream()
            .map(from -> Observation.of(seen.sent, 0, 0, Came.ANSWER, Optional.of(from)))
            .toArray(Observation[]::new);
    return Optional.of(
        new AnsweredByAnother(seen.setting.answered().target(), others, Grounds.seen(answers)));
  }
}
