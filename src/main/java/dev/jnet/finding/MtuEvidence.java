package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.MtuConclusions.Setting;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** What a search for the path MTU has seen, and how far answers and silence can be trusted. */
final class MtuEvidence {
  final MtuResult result;
  final Setting setting;
  final Sent sent;

  MtuEvidence(MtuResult result, Setting setting) {
    this.result = result;
    this.setting = setting;
    this.sent =
        switch (setting.via().kind()) {
          case ICMP -> Sent.ECHO_REQUEST;
          case TCP -> Sent.SEGMENT;
          case UDP -> Sent.DATAGRAM;
        };
  }

  /** The IP version of the probes. */
  int version() {
    return Addresses.version(setting.hop().source());
  }

  /** What became of the packets of the largest size that arrived. */
  Observation passed() {
    MtuResult.Counts counts = result.counts();
    return new Observation(
        sent,
        result.lower(),
        counts.lowerSent(),
        Came.ANSWER,
        counts.lowerAnswered(),
        Optional.empty());
  }

  /** What became of the packets that were one size larger. */
  Observation beyond() {
    MtuResult.Counts counts = result.counts();
    if (counts.upperReported() == 0) {
      return Observation.silence(sent, result.upper(), counts.upperSent());
    }
    return new Observation(
        sent,
        result.upper(),
        counts.upperSent(),
        Came.TOO_BIG,
        counts.upperReported(),
        result.bottleneck().flatMap(Bottleneck::address));
  }

  /** How sure it is that nothing larger arrives: silence may also be that of the return path. */
  Grounds exact() {
    if (isDoubtfulPath()) {
      return Grounds.guessed(passed(), beyond());
    }
    if (!result.blackHole()) {
      return Grounds.seen(passed(), beyond());
    }
    return result.wayBack().ruledOut()
        ? Grounds.inferred(Basis.SMALL_ANSWERS, passed(), beyond())
        : Grounds.guessed(passed(), beyond());
  }

  /** Whether answers may not show what arrives at the target as it was sent. */
  boolean isDoubtfulPath() {
    return mayBeFragmented() || isSuspect();
  }

  /** Whether packets may have arrived in fragments: replies did, and DF could not be tested. */
  boolean mayBeFragmented() {
    boolean pieces = result.wayBack().fragment() > 0;
    boolean untested = result.dontFragment() == DontFragment.UNTESTED;
    boolean unfinished = result.confidence() == Confidence.BRACKETED;
    boolean unknown = result.dontFragment() == DontFragment.UNKNOWN;
    return (unknown && (pieces || sent != Sent.SEGMENT))
        || (unfinished && untested && pieces && version() == 4);
  }

  /**
   * Whether all packets that were tried arrived, and larger ones could leave than were to be tried.
   */
  boolean isCutShort() {
    Mtu most = MtuQuestion.most(setting.hop(), version());
    return result.lower() == setting.limit().bytes() && setting.limit().compareTo(most) < 0;
  }

  /** Whether another machine may have answered in the target's place. */
  boolean isSuspect() {
    int hopLimit = result.wayBack().hopLimit();
    boolean direct = setting.hop().nextHop().equals(setting.answered().target());
    return !direct // asked first, so that no classes are loaded in vain
        && result.wayBack().origin() != ReplyOrigin.BEYOND
        && MiddleboxConclusions.isSuspect(setting.hop(), setting.answered().target(), hopLimit);
  }

  /** Whether packets are lost: then a router's only report may have been lost as well. */
  boolean isLossy() {
    return result.counts().lowerAnswered() < result.counts().lowerSent();
  }

  /**
   * Whether the silence may be that of a router that limits its reports: it has reported a larger
   * packet, and named no MTU by which one could tell.
   */
  boolean mayReportsBeRationed() {
    for (Report report : result.reports()) {
      if (report.size() >= result.upper() && report.claim() < result.lower()) {
        return true;
      }
    }
    return false;
  }
}
