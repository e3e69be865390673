package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.ClaimRefuted;
import dev.jnet.finding.PathFinding.Place;
import dev.jnet.finding.PathFinding.ReportFromOwnAddress;
import dev.jnet.finding.PathFinding.ReportsRationed;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Ignored;
import dev.jnet.mtu.MtuResult.Report;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where packets that are too large end: what routers report about them, and what they do not. */
final class DropConclusions {
  private final MtuEvidence seen;
  private final MtuResult result;

  DropConclusions(MtuEvidence seen) {
    this.seen = seen;
    this.result = seen.result;
  }

  /** The router that reports the drop, or the black hole. */
  List<Finding> place() {
    Optional<Bottleneck> bottleneck = result.bottleneck();
    if (bottleneck.isPresent() && bottleneck.get().reported()) {
      return reported(bottleneck.get());
    }
    return result.blackHole() ? List.of(blackHole()) : List.of();
  }

  private Finding blackHole() {
    boolean unsure =
        seen.mayReportsBeRationed()
            || seen.isLossy()
            || result.dontFragment() == DontFragment.CLEARED
            || (seen.mayBeFragmented() && seen.sent != Sent.SEGMENT)
            || !result.wayBack().ruledOut();
    Grounds grounds =
        unsure
            ? Grounds.guessed(seen.passed(), seen.beyond())
            : Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS, seen.passed(), seen.beyond());
    Optional<Place> place = result.bottleneck().map(at -> new Place(at.hop(), at.address()));
    return new BlackHole(result.lower(), place, grounds);
  }

  private List<Finding> reported(Bottleneck at) {
    List<Finding> findings = new ArrayList<>();
    boolean confirmed = result.confidence() == Confidence.CONFIRMED;
    boolean silence = result.counts().upperReported() == 0 && result.counts().upperSent() > 0;
    Observation report = silence ? largerReported(at.address()) : seen.beyond();
    int claim = claim(at.address());
    if (confirmed || claim >= result.lower()) {
      int bytes = confirmed ? result.lower() : claim;
      findings.add(
          new TooBigReported(bytes, at.hop(), at.address(), claim, believed(claim, bytes, report)));
    }
    if (silence && confirmed) {
      findings.add(
          new ReportsRationed(
              at.address().orElseThrow(),
              Grounds.inferred(
                  Basis.SILENCE_BESIDE_ANSWERS, report, seen.beyond(), seen.passed())));
    }
    return findings;
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
    return tooBig(size, router);
  }

  /** The reports that name this machine's own address as their sender. */
  List<Finding> fromOwnAddress() {
    List<Finding> findings = new ArrayList<>();
    InetAddress own = seen.setting.hop().source();
    for (Report report : result.reports()) {
      if (report.address().equals(own) && !own.equals(seen.setting.answered().target())) {
        Observation came = tooBig(report.size(), Optional.of(own));
        findings.add(new ReportFromOwnAddress(own, report.hop(), Grounds.seen(came)));
      }
    }
    return findings;
  }

  /** The MTUs in reports that were not believed. */
  List<Finding> refuted() {
    List<Finding> findings = new ArrayList<>();
    for (Ignored claim : result.ignored()) {
      ClaimRefuted.Reason reason =
          switch (claim.why()) {
            case NOT_BELOW_THE_PROBE -> ClaimRefuted.Reason.NOT_BELOW_THE_PROBE;
            case BELOW_THE_MINIMUM -> ClaimRefuted.Reason.BELOW_THE_MINIMUM;
            case REFUTED -> ClaimRefuted.Reason.LARGER_ARRIVED;
          };
      Observation report = tooBig(claim.size(), Optional.of(claim.address()));
      boolean guess = reason == ClaimRefuted.Reason.LARGER_ARRIVED && mayBeOfOtherPath(claim);
      Grounds grounds = guess ? Grounds.guessed(report) : Grounds.seen(report);
      findings.add(new ClaimRefuted(claim.address(), claim.claim(), claim.size(), reason, grounds));
    }
    return findings;
  }

  /**
   * Whether the larger packets that arrived may have taken another of several equal paths than
   * those that the router reported: datagrams from several ports do, and packets of another kind
   * than the answered ones.
   */
  private boolean mayBeOfOtherPath(Ignored claim) {
    int answered = result.wayBack().largestEcho();
    boolean byOthers = answered > 0 && claim.claim() >= answered;
    return byOthers || seen.sent == Sent.DATAGRAM;
  }

  private Observation tooBig(int size, Optional<InetAddress> router) {
    return Observation.of(seen.sent, size, 0, Came.TOO_BIG, router);
  }
}
