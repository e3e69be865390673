package dev.jnet.finding;

import dev.jnet.doctor.Cause;
import dev.jnet.doctor.Examination;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.ApplicationFinding.TransferStalled;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.LocalFinding.NextHopSilent;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.TooBigReported;
import dev.jnet.finding.SegmentFinding.LargeSegmentsLost;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.finding.TargetFinding.SomeFlowsSilent;
import dev.jnet.lab.Carried;
import dev.jnet.lab.RandomPath;
import dev.jnet.probe.Via;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is true of what the doctor says about the end of a random path.
 *
 * @param taken the path, or those of the equal paths that packets took
 * @param version the IP version
 */
public record DoctorTruth(List<RandomPath> taken, int version) {
  /** Bytes of a SYN and of an echo request of a doctor, and of what answers them, at most. */
  private static final int SMALL = 104;

  /** Whether a finding of a step is true. */
  public boolean isTrue(Examination examination, StepResult step, Finding finding) {
    if (finding instanceof SomeFlowsSilent) {
      return differ(path -> path.truth(version) >= SMALL);
    }
    if (finding instanceof SomeFlowsDropLarge some) {
      return dropsLarge(some);
    }
    if (finding instanceof LargeRepliesLost lost && isOnAnotherPath(lost)) {
      return true;
    }
    return any(path -> isTrue(path, examination, step, finding));
  }

  /** Whether echo requests took a narrower path than the packets whose answers are small. */
  private boolean isOnAnotherPath(LargeRepliesLost lost) {
    return any(path -> path.truth(version) == lost.bytes())
        && any(
            path -> kinds().anyMatch(k -> new Carried(path, version, k).mtu() >= lost.arrived()));
  }

  private boolean isTrue(
      RandomPath path, Examination examination, StepResult step, Finding finding) {
    return switch (step.step()) {
      case NAME, ROUTE -> true;
      case NEXT_HOP -> !(finding instanceof NextHopSilent) || path.losesPackets();
      case PING -> new PingTruth(path, version, Via.Kind.ICMP).isTrue(finding);
      case PORT -> new PingTruth(path, version, Via.Kind.TCP).isTrue(finding);
      case PATH_MTU -> searched(path, examination).isTrue(finding);
      case TRACE ->
          finding instanceof Refused
              ? false
              : kinds().anyMatch(kind -> new TraceTruth(path, kind).isTrue(finding));
      case SEGMENTS -> isTrueOfSegments(path, finding);
      default -> isTrueOfAnswer(path, finding);
    };
  }

  private static Stream<Via.Kind> kinds() {
    return Stream.of(Via.Kind.values());
  }

  /** By the kind of packets that the search for the path MTU went on with. */
  private MtuTruth searched(RandomPath path, Examination examination) {
    List<Finding> found =
        examination.steps().stream()
            .filter(step -> step.step() == StepName.PATH_MTU)
            .flatMap(step -> step.findings().stream())
            .toList();
    Via.Kind kind =
        found.stream()
            .flatMap(each -> each.grounds().evidence().stream())
            .map(DoctorTruth::kind)
            .findFirst()
            .orElse(Via.Kind.ICMP);
    boolean known = found.stream().anyMatch(PathMtu.class::isInstance);
    return new MtuTruth(path, version, kind, new MtuTruth.Search(known, true, found.toString()));
  }

  private static Via.Kind kind(Observation seen) {
    return switch (seen.sent()) {
      case SEGMENT, SYN -> Via.Kind.TCP;
      case DATAGRAM -> Via.Kind.UDP;
      default -> Via.Kind.ICMP;
    };
  }

  private boolean isTrueOfSegments(RandomPath path, Finding finding) {
    Carried tcp = new Carried(path, version, Via.Kind.TCP);
    if (finding instanceof BlackHole hole) {
      return hole.bytes() == tcp.mtu() && tcp.mayDropSilently();
    }
    if (finding instanceof AgreedSizeFits fits) {
      return fits.bytes() <= tcp.mtu() || path.clearsDontFragment();
    }
    if (finding instanceof AgreedSizeTooLarge large) {
      // pings may have shown what the path carries
      return large.bytes() > back(path)
          && (large.mtu() <= path.truth(version) || path.clearsDontFragment());
    }
    if (finding instanceof SegmentsClamped) {
      return new SegmentTruth(path, version).isTrue(finding);
    }
    return true;
  }

  private boolean isTrueOfAnswer(RandomPath path, Finding finding) {
    if (finding instanceof LargeSegmentsLost lost) {
      int passes = lost.there() ? new Carried(path, version, Via.Kind.TCP).mtu() : back(path);
      return lost.passed() <= passes && passes < lost.lost();
    }
    return true; // what came, or did not
  }

  /** Whether a cause and its sentence are true. */
  public boolean isTrue(Cause cause) {
    return switch (cause.code()) {
      case "one-path-broken" -> differ(path -> path.truth(version) >= SMALL);
      case "one-path-drops-large" -> dropsLarge(cause.finding(SomeFlowsDropLarge.class));
      default -> any(path -> isTrue(path, cause));
    };
  }

  private boolean isTrue(RandomPath path, Cause cause) {
    Carried tcp = new Carried(path, version, Via.Kind.TCP);
    return switch (cause.code()) {
      case "refused-on-path" -> false; // no router of these paths refuses packets with an error
      case "no-answer" ->
          !isCarried(path)
              || (!path.answers(Via.Kind.ICMP)
                  && !path.hasMiddlebox(Via.Kind.ICMP)
                  && cause.of().port().isEmpty());
      case "port-filtered" -> !isCarried(path);
      case "port-closed" -> !path.answers(Via.Kind.TCP);
      case "packet-loss", "some-loss" ->
          path.losesPackets() || path.limitsAnswers() || !isCarried(path);
      case "ipv6-link-too-small" ->
          version == 6 && path.truth(6) == cause.finding(BelowIpv6Minimum.class).bytes();
      case "black-hole" -> {
        BlackHole hole = cause.finding(BlackHole.class);
        yield hole.bytes() >= tcp.mtu()
            && kinds().anyMatch(kind -> isHole(hole, new Carried(path, version, kind)));
      }
      case "black-hole-clamped" -> {
        BlackHole hole = cause.finding(BlackHole.class);
        yield kinds().anyMatch(kind -> isHole(hole, new Carried(path, version, kind)));
      }
      case "large-replies-vanish", "large-replies-clamped" ->
          (cause.findings().size() > 1 && back(path) < cause.of().hop().orElseThrow().mtu())
              || path.endsReplies(cause.finding(LargeRepliesLost.class).bytes(), version)
              || isFilteredBack(path, cause.finding(LargeRepliesLost.class).bytes());
      case "transfer-stalls" -> stalls(path, tcp, cause.finding(TransferStalled.class));
      case "clamped-too-low" -> {
        SegmentsClamped clamped = cause.finding(SegmentsClamped.class);
        yield path.clamps(clamped.hop(), clamped.arrived());
      }
      case "path-mtu-reduced" ->
          cause.finding(TooBigReported.class).bytes() >= path.truth(version) || path.hasLiar();
      case "replies-in-fragments" -> true; // what the target takes it for
      case "dont-fragment-cleared" -> path.clearsDontFragment();
      case "translated-by-nat64" -> path.translatorHop() > 0;
      case "replies-reordered" -> path.reorders() || (path.duplicates() && path.losesPackets());
      case "answered-by-another" -> path.answersFromAnother();
      case "ping-not-answered" -> !path.answers(Via.Kind.ICMP) || path.losesPackets();
      case "connection-reset" -> path.losesPackets(); // a server gives up
      case "large-packets-vanish", "reports-rationed", "answers-rationed", "first-byte-slow" ->
          true; // a guess, what the finding says, or what was seen
      default -> false;
    };
  }

  /** Bytes of the largest segment that gets through both ways. */
  private int back(RandomPath path) {
    return Math.min(path.truthBack(version), new Carried(path, version, Via.Kind.TCP).mtu());
  }

  /** Firewalls that drop large segments do so in both directions. */
  private boolean isFilteredBack(RandomPath path, int bytes) {
    Carried tcp = new Carried(path, version, Via.Kind.TCP);
    return tcp.isFiltered() && tcp.mtu() <= bytes;
  }

  private static boolean isHole(BlackHole hole, Carried carried) {
    return hole.bytes() == carried.mtu() && carried.mayDropSilently() && isPlaced(hole, carried);
  }

  private static boolean isPlaced(BlackHole hole, Carried carried) {
    return hole.place().map(at -> at.hop() <= carried.bottleneckHop()).orElse(true);
  }

  /** Whether something on the path ends transfers. */
  private boolean stalls(RandomPath path, Carried tcp, TransferStalled stalled) {
    boolean narrow = tcp.mayDropSilently() || path.truthBack(version) < 1500;
    return path.losesPackets() || path.limitsAnswers() || narrow || stalled.bytes() < 0;
  }

  /** Whether nothing on the path keeps small packets and their answers. */
  private boolean isCarried(RandomPath path) {
    return path.truth(version) >= SMALL && path.truthBack(version) >= SMALL;
  }

  private boolean dropsLarge(SomeFlowsDropLarge some) {
    return differ(path -> new Carried(path, version, Via.Kind.TCP).mtu() > some.bytes())
        && any(path -> new Carried(path, version, Via.Kind.TCP).mtu() == some.bytes());
  }

  private boolean any(Predicate<RandomPath> holds) {
    return taken.stream().anyMatch(holds);
  }

  private boolean differ(Predicate<RandomPath> holds) {
    return any(holds) && any(holds.negate());
  }

  @Override
  public String toString() {
    RandomPath path = taken.get(0);
    return "v"
        + version
        + " truth "
        + path.truth(version)
        + (path.dropsSilently(version) ? " silent" : " reported")
        + " after "
        + path.bottleneckHop(version)
        + " tcp "
        + new Carried(path, version, Via.Kind.TCP).mtu()
        + " back "
        + path.truthBack(version)
        + " echo limit "
        + path.echoLimit()
        + (path.losesPackets() ? ", loses" : "")
        + (path.limitsAnswers() ? ", limits answers" : "")
        + (path.clearsDontFragment() ? ", DF cleared" : "")
        + (path.setsHopLimits() ? ", hop limits set" : "")
        + (path.hasLiar() ? ", liar" : "")
        + (path.answers(Via.Kind.ICMP) ? "" : ", no echo")
        + (path.answers(Via.Kind.TCP) ? "" : ", refuses")
        + (taken.size() > 1 ? ", " + taken.size() + " paths" : "");
  }
}
