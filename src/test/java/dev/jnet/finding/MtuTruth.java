package dev.jnet.finding;

import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.lab.Carried;
import dev.jnet.lab.RandomPath;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Via;
import dev.jnet.wire.Icmp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What is true about the sizes that a random path carries. */
record MtuTruth(RandomPath path, int version, Via.Kind kind, Search search)
    implements JudgeTest.Truth {
  /**
   * What a search told.
   *
   * @param known whether it ended with a path MTU
   * @param untold whether nothing told if DF is kept
   */
  record Search(boolean known, boolean untold, String words) {
    static Search of(MtuResult result) {
      boolean untold = result.dontFragment() == MtuResult.DontFragment.UNKNOWN;
      return new Search(result.known(), untold, result.toString());
    }
  }

  private static final int MINIMUM = 68;

  private Carried carried() {
    return new Carried(path, version, kind);
  }

  /** The path MTU in bytes, as packets of this kind have it. */
  int mtu() {
    return carried().mtu();
  }

  /**
   * Acknowledgments come whole, however a segment arrived. Where the target reports no closed port
   * either, nothing tells that DF is cleared.
   */
  private boolean isHidden() {
    return path.clearsDontFragment() && kind == Via.Kind.TCP && search.untold();
  }

  /** Bytes of the smallest answer. */
  private int smallestAnswer() {
    int quote = kind == Via.Kind.UDP ? (version == 4 ? 20 : 40) + Icmp.HEADER : 0;
    return MINIMUM + quote;
  }

  @Override
  public boolean isTrue(Finding finding) {
    if (finding instanceof MiddleboxAnswers) {
      return path.hasMiddlebox(kind);
    }
    if (finding instanceof PathMtu exact) {
      return exact.bytes() == mtu() || (isHidden() && exact.bytes() > mtu());
    }
    if (finding instanceof PathMtuRange range) {
      return range.from() <= mtu() && mtu() <= range.to();
    }
    if (finding instanceof NarrowestHere here) {
      return here.mtu() == mtu() || (isHidden() && here.mtu() > mtu());
    }
    if (finding instanceof TooBigReported reported) {
      boolean literal = reported.claim() == reported.bytes() && path.hasLiar();
      boolean place =
          path.setsHopLimits()
              || reported.hop() == 0
              || reported.hop() == carried().bottleneckHop();
      boolean whole = search.known() && !path.clearsDontFragment();
      boolean right = whole ? reported.bytes() == mtu() && place : reported.bytes() >= mtu();
      return right || literal;
    }
    if (finding instanceof BlackHole hole) {
      boolean place = hole.place().map(at -> at.hop() <= carried().bottleneckHop()).orElse(true);
      boolean there = hole.bytes() == mtu() && carried().mayDropSilently() && place;
      return there || (path.clearsDontFragment() && hole.bytes() > mtu());
    }
    if (finding instanceof DontFragmentCleared) {
      return path.clearsDontFragment();
    }
    if (finding instanceof ReportsRationed rationed) {
      Optional<Integer> hop = hop(rationed.router());
      return hop.isPresent() && path.isRationed(hop.get());
    }
    if (finding instanceof LargeRepliesLost lost) {
      boolean repliesEnd =
          path.dropsEchoAlone(lost.bytes()) || path.endsReplies(lost.bytes(), version);
      return repliesEnd && (lost.arrived() <= mtu() || path.clearsDontFragment());
    }
    if (finding instanceof ClaimRefuted) {
      return path.hasLiar();
    }
    if (finding instanceof TranslatedByNat64 translated) {
      return translated.mtu() == mtu()
          && path.translatorHop() > 0
          && carried().bottleneckHop() >= path.translatorHop();
    }
    if (finding instanceof AnsweredByAnother) {
      return path.answersFromAnother();
    }
    return !(finding instanceof Unanswered)
        || !path.answers(kind)
        || mtu() < MINIMUM
        || path.truthBack(version) < smallestAnswer();
  }

  private Optional<Integer> hop(InetAddress router) {
    for (int hop = 1; hop < path.hops(); hop++) {
      if (path.address(hop, version).equals(router)) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> expected() {
    if (path.hasMiddlebox(kind)) {
      return List.of("middlebox-answers");
    }
    if (!path.answers(kind)) {
      return List.of("unanswered");
    }
    boolean limited = carried().bottleneckHop() > 0;
    return limited
        ? List.of("path-mtu", carried().dropsSilently() ? "black-hole" : "too-big-reported")
        : List.of("path-mtu", "narrowest-here");
  }

  @Override
  public String toString() {
    return "truth "
        + mtu()
        + " v"
        + version
        + " by "
        + kind
        + " after hop "
        + carried().bottleneckHop()
        + (carried().dropsSilently() ? " silent" : " reported")
        + ", back "
        + path.truthBack(version)
        + ", echo limit "
        + path.echoLimit()
        + (path.clearsDontFragment() ? ", DF cleared" : "")
        + (path.setsHopLimits() ? ", hop limits set" : "")
        + (path.hasLiar() ? ", liar" : "")
        + "; "
        + search.words();
  }
}
