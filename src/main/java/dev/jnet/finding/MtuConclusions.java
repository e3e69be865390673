package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.NarrowestHere;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.finding.PathFinding.StaleCache;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Origin;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Ipv6;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from a search for the path MTU. */
public final class MtuConclusions {
  private static final int PLAIN_ETHERNET = 1500;

  private final MtuResult result;
  private final Setting setting;
  private final Sent sent;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * The circumstances of a search.
   *
   * @param hop how packets for the target leave this machine
   * @param limit bytes of the largest packet that was to be tried
   * @param kernelMtu the path MTU in bytes that the kernel remembers for the target; 0 for none
   * @param via the kind of probes
   * @param answered whose answers came from where
   */
  public record Setting(FirstHop hop, int limit, int kernelMtu, Via via, Answered answered) {}

  /**
   * Who answered for whom.
   *
   * @param target the address that was asked
   * @param others addresses from which probes were answered that had gone to the target
   */
  public record Answered(InetAddress target, List<InetAddress> others) {}

  private MtuConclusions(MtuResult result, Setting setting) {
    this.result = result;
    this.setting = setting;
    this.sent =
        switch (setting.via.kind()) {
          case ICMP -> Sent.ECHO_REQUEST;
          case TCP -> Sent.SEGMENT;
          case UDP -> Sent.DATAGRAM;
        };
  }

  /** The conclusions, the most important first. */
  public static List<Finding> of(MtuResult result, Setting setting) {
    return List.copyOf(new MtuConclusions(result, setting).conclude());
  }

  private List<Finding> conclude() {
    if (result.status() == Status.NO_REPLY) {
      unanswered();
    } else {
      size();
      belowMinimum();
      drop();
      returnPath();
      encapsulation();
      cache();
    }
    fromOwnAddress();
    if (isSuspect() && result.wayBack().origin() == Origin.FIRST_ROUTER) {
      MiddleboxConclusions.of(
              setting.hop, setting.answered.target(), result.wayBack().hopLimit(), sent)
          .ifPresent(findings::add);
    }
    answeredByAnother();
    for (Ignored claim : result.ignored()) {
      refuted(claim);
    }
    return findings;
  }

  /** Whether another machine may have answered in the target's place. */
  private boolean isSuspect() {
    int hopLimit = result.wayBack().hopLimit();
    boolean direct = setting.hop.nextHop().equals(setting.answered.target());
    return !direct // where no classes are loaded in vain
        && result.wayBack().origin() != Origin.BEYOND
        && MiddleboxConclusions.isSuspect(setting.hop, setting.answered.target(), hopLimit);
  }

  private void unanswered() {
    Observation silence = Observation.silence(sent, 0, result.probes());
    Optional<InetAddress> by = result.failure().map(MtuResult.Failure::address);
    String reason = result.failure().map(MtuResult.Failure::words).orElse("");
    Optional<Observation> error =
        by.map(from -> new Observation(sent, 0, result.probes(), Came.UNREACHABLE, 1, by));
    findings.add(new Unanswered(by, reason, Grounds.seen(error.orElse(silence))));
    if (result.confidence() == Confidence.CLAIMED) {
      Optional<InetAddress> router = result.bottleneck().flatMap(Bottleneck::address);
      findings.add(
          new PathMtuClaimed(
              result.lower(),
              router,
              Grounds.inferred(
                  Basis.CLAIM,
                  Observation.of(sent, result.upper(), result.probes(), Came.TOO_BIG, router))));
    }
  }

  private void size() {
    int lower = result.lower();
    if (result.dontFragment() == DontFragment.CLEARED) {
      Observation datagram =
          Observation.of(Sent.DATAGRAM, 0, 1, Came.UNREACHABLE, Optional.empty());
      findings.add(new DontFragmentCleared(lower, Grounds.seen(datagram, passed())));
    } else if (result.confidence() == Confidence.BRACKETED) {
      boolean unsure = isDoubtfulPath() || result.counts().upperReported() > 0;
      Grounds grounds =
          unsure ? Grounds.guessed(passed(), beyond()) : Grounds.seen(passed(), beyond());
      findings.add(new PathMtuRange(lower, result.upper() - 1, grounds));
    } else if (lower < setting.limit) {
      findings.add(new PathMtu(lower, exact()));
    } else if (isCutShort()) {
      findings.add(
          new PathMtuAtLeast(
              lower, isSuspect() ? Grounds.guessed(passed()) : Grounds.seen(passed())));
    } else {
      Grounds grounds = isDoubtfulPath() ? Grounds.guessed(passed()) : Grounds.seen(passed());
      findings.add(new PathMtu(lower, grounds));
      findings.add(new NarrowestHere(setting.hop.interfaceName(), setting.hop.mtu(), grounds));
    }
  }

  /** How sure it is that nothing larger arrives: silence may also be that of the return path. */
  private Grounds exact() {
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
  private boolean isDoubtfulPath() {
    return mayBeFragmented() || isSuspect();
  }

  /** Whether packets may have arrived in fragments: replies did, and DF could not be tested. */
  private boolean mayBeFragmented() {
    boolean pieces = result.wayBack().fragment() > 0;
    boolean untested = result.dontFragment() == DontFragment.UNTESTED;
    boolean unfinished = result.confidence() == Confidence.BRACKETED;
    return result.dontFragment() == DontFragment.UNKNOWN
        || (unfinished && untested && pieces && version() == 4);
  }

  /** Whether larger packets could leave than were to be tried, and all that were tried arrived. */
  private boolean isCutShort() {
    int most = MtuQuestion.most(setting.hop, version());
    return result.lower() == setting.limit && setting.limit < most;
  }

  private int version() {
    return Addresses.version(setting.hop.source());
  }

  private Observation passed() {
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
  private Observation beyond() {
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

  private void belowMinimum() {
    if (version() == 6 && result.known() && result.lower() < Ipv6.MINIMUM_MTU && !isCutShort()) {
      findings.add(new BelowIpv6Minimum(result.lower(), exact()));
    }
  }

  /** Where larger packets end. */
  private void drop() {
    Optional<Bottleneck> bottleneck = result.bottleneck();
    if (bottleneck.isPresent() && bottleneck.get().reported()) {
      reported(bottleneck.get());
    } else if (result.blackHole()) {
      Grounds grounds =
          isDoubtful()
                  || isLossy()
                  || result.dontFragment() == DontFragment.CLEARED
                  || mayBeFragmented()
                  || !result.wayBack().ruledOut()
              ? Grounds.guessed(passed(), beyond())
              : Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS, passed(), beyond());
      Optional<Place> place = result.bottleneck().map(at -> new Place(at.hop(), at.address()));
      findings.add(new BlackHole(result.lower(), place, grounds));
    }
  }

  private void reported(Bottleneck at) {
    boolean silence = result.counts().upperReported() == 0 && result.counts().upperSent() > 0;
    Observation report = silence ? largerReported(at.address()) : beyond();
    int claim = claim(at.address());
    if (result.confidence() == Confidence.CONFIRMED || claim >= result.lower()) {
      int bytes = result.confidence() == Confidence.CONFIRMED ? result.lower() : claim;
      findings.add(
          new TooBigReported(bytes, at.hop(), at.address(), claim, believed(claim, bytes, report)));
    }
    if (silence && result.confidence() == Confidence.CONFIRMED) {
      findings.add(
          new ReportsRationed(
              at.address().orElseThrow(),
              Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS, report, beyond(), passed())));
    }
  }

  private void fromOwnAddress() {
    InetAddress own = setting.hop.source();
    for (Report report : result.reports()) {
      if (report.address().equals(own) && !own.equals(setting.answered.target())) {
        Observation came =
            Observation.of(sent, report.size(), 0, Came.TOO_BIG, Optional.of(report.address()));
        findings.add(new ReportFromOwnAddress(own, report.hop(), Grounds.seen(came)));
      }
    }
  }

  /** A router that names an MTU below what arrived may cry without dropping anything. */
  private static Grounds believed(int claim, int bytes, Observation report) {
    return claim > 0 && claim < bytes ? Grounds.guessed(report) : Grounds.seen(report);
  }

  /** The MTU that a router names; 0 when it names none. */
  private int claim(Optional<InetAddress> router) {
    for (Report report : result.reports()) {
      if (Optional.of(report.address()).equals(router)) {
        return report.claim();
      }
    }
    return 0;
  }

  /** The report about a packet that was larger than the smallest one that did not arrive. */
  private Observation largerReported(Optional<InetAddress> router) {
    int size = result.upper();
    for (Report report : result.reports()) {
      size = Optional.of(report.address()).equals(router) ? report.size() : size;
    }
    return Observation.of(sent, size, 0, Came.TOO_BIG, router);
  }

  /** Whether packets are lost: then a router's only report may have been lost as well. */
  private boolean isLossy() {
    return result.counts().lowerAnswered() < result.counts().lowerSent();
  }

  /**
   * Whether the silence may be that of a router that limits its reports: it has reported a larger
   * packet, and named no MTU by which one could tell.
   */
  private boolean isDoubtful() {
    for (Report report : result.reports()) {
      if (report.size() >= result.upper() && report.claim() < result.lower()) {
        return true;
      }
    }
    return false;
  }

  private void returnPath() {
    MtuResult.WayBack back = result.wayBack();
    if (back.largestEcho() > 0) {
      Observation echo = Observation.silence(Sent.ECHO_REQUEST, back.largestEcho() + 1, 0);
      Observation datagram =
          Observation.of(Sent.DATAGRAM, result.lower(), 0, Came.ANSWER, Optional.empty());
      findings.add(
          new LargeRepliesLost(
              back.largestEcho(),
              result.lower(),
              result.dontFragment() == DontFragment.CLEARED
                  ? Grounds.guessed(echo, datagram)
                  : Grounds.inferred(Basis.SMALL_ANSWERS, echo, datagram)));
    } else if (back.narrower()) {
      Observation pieces =
          Observation.of(sent, result.lower(), 0, Came.FRAGMENTS, Optional.empty());
      findings.add(new RepliesFragmented(back.fragment(), Grounds.seen(pieces)));
    } else if (result.blackHole() && !back.ruledOut()) {
      findings.add(new ReturnPathUntested(Grounds.guessed(beyond())));
    }
  }

  private void encapsulation() {
    if (!result.known() || isCutShort() || result.dontFragment() == DontFragment.CLEARED) {
      return;
    }
    if (result.lower() == PLAIN_ETHERNET && setting.hop.mtu() == PLAIN_ETHERNET) {
      return; // nothing is missing
    }
    List<Encapsulations.Guess> candidates = Encapsulations.guess(setting.hop.mtu(), result.lower());
    if (!candidates.isEmpty()) {
      findings.add(new EncapsulationGuess(result.lower(), candidates, Grounds.guessed()));
    }
  }

  private void cache() {
    if (result.known() && setting.kernelMtu > 0 && setting.kernelMtu != result.lower()) {
      Observation query =
          Observation.of(Sent.KERNEL_QUERY, setting.kernelMtu, 1, Came.ANSWER, Optional.empty());
      findings.add(
          new StaleCache(setting.kernelMtu, result.lower(), Grounds.seen(query, passed())));
    }
  }

  private void answeredByAnother() {
    List<InetAddress> others = setting.answered.others();
    if (!others.isEmpty()) {
      Observation[] answers =
          others.stream()
              .map(from -> Observation.of(sent, 0, 0, Came.ANSWER, Optional.of(from)))
              .toArray(Observation[]::new);
      findings.add(new AnsweredByAnother(setting.answered.target(), others, Grounds.seen(answers)));
    }
  }

  private void refuted(Ignored claim) {
    Observation report =
        Observation.of(sent, claim.size(), 0, Came.TOO_BIG, Optional.of(claim.address()));
    ClaimRefuted.Reason reason =
        switch (claim.why()) {
          case NOT_BELOW_THE_PROBE -> ClaimRefuted.Reason.NOT_BELOW_THE_PROBE;
          case BELOW_THE_MINIMUM -> ClaimRefuted.Reason.BELOW_THE_MINIMUM;
          case REFUTED -> ClaimRefuted.Reason.LARGER_ARRIVED;
        };
    findings.add(
        new ClaimRefuted(
            claim.address(), claim.claim(), claim.size(), reason, Grounds.seen(report)));
  }
}
