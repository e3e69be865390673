package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.finding.SegmentFinding.DownloadArrived;
import dev.jnet.finding.SegmentFinding.DownloadStalled;
import dev.jnet.finding.SegmentFinding.DownloadUntested;
import dev.jnet.finding.SegmentFinding.SegmentsFit;
import dev.jnet.finding.SegmentFinding.SegmentsSmall;
import dev.jnet.finding.SegmentFinding.SegmentsTooLarge;
import dev.jnet.handshake.Download;
import dev.jnet.mss.MssResult;
import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.trace.Change;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows about the segments of a connection. */
public final class SegmentConclusions {
  private SegmentConclusions() {}

  /**
   * The sizes that decide on segments to the other side, in bytes.
   *
   * @param mss the MSS that decides on them, without options
   * @param ofLink the MSS for which the link of this machine has room
   * @param headers IP and TCP headers without options: 40 or 60
   */
  public record Sizes(int mss, int ofLink, int headers) {}

  /**
   * The conclusions from both SYNs, the path MTU over the same ports, and a download, the most
   * important first.
   *
   * @param path empty where it was not searched for
   * @param download empty where nothing was asked for
   */
  public static List<Finding> of(
      MssResult result, Sizes sizes, Optional<MtuResult> path, Optional<Download> download) {
    List<Finding> findings = new ArrayList<>();
    if (result.status() == MssResult.Status.OPEN) {
      download
          .map(came -> of(came, sizes))
          .filter(SegmentConclusions::isStall)
          .ifPresent(findings::add);
      path.flatMap(mtu -> fit(sizes, mtu)).ifPresent(findings::add);
      download
          .map(came -> of(came, sizes))
          .filter(finding -> !isStall(finding))
          .ifPresent(findings::add);
      if (download.isEmpty()) {
        findings.add(new DownloadUntested(Grounds.seen()));
      }
    } else {
      findings.add(unanswered(result));
    }
    result.clamp().map(clamp -> rewritten(result, clamp)).ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private static boolean isStall(Finding finding) {
    return finding instanceof DownloadStalled;
  }

  private static Finding unanswered(MssResult result) {
    if (result.failure().isPresent()) {
      Optional<InetAddress> by = Optional.of(result.failure().get().from());
      return new Unanswered(
          by,
          result.failure().get().error().inWords(),
          Grounds.seen(Observation.of(Sent.SYN, 0, 0, Came.UNREACHABLE, by)));
    }
    boolean closed = result.status() == MssResult.Status.CLOSED;
    return new Unanswered(
        Optional.empty(),
        closed ? "reset (RST)" : "",
        closed
            ? Grounds.seen(Observation.of(Sent.SYN, 0, 0, Came.ANSWER, Optional.empty()))
            : Grounds.guessed(Observation.silence(Sent.SYN, 0, 0)));
  }

  /** How segments of a size and the path fit; empty where the path MTU is not known. */
  public static Optional<Finding> fit(Sizes sizes, MtuResult path) {
    if (!path.known()) {
      return Optional.empty();
    }
    int room = path.lower() - sizes.headers;
    Observation passed =
        new Observation(
            Sent.SEGMENT,
            path.lower(),
            path.counts().lowerSent(),
            Came.ANSWER,
            path.counts().lowerAnswered(),
            Optional.empty());
    if (sizes.mss < room) {
      return Optional.of(new SegmentsSmall(sizes.mss, room, whole(path, passed)));
    }
    if (sizes.mss == room) {
      return Optional.of(new SegmentsFit(sizes.mss, room < sizes.ofLink, whole(path, passed)));
    }
    Optional<Bottleneck> reporter = path.bottleneck().filter(Bottleneck::reported);
    Optional<InetAddress> by = reporter.flatMap(Bottleneck::address);
    Observation report = Observation.of(Sent.SEGMENT, path.upper(), 0, Came.TOO_BIG, by);
    Grounds told =
        isOutdone(path, by) ? Grounds.guessed(report, passed) : grounds(path, report, passed);
    Grounds grounds =
        reporter.isPresent()
            ? told
            : Grounds.inferred(
                Basis.SILENCE_BESIDE_ANSWERS,
                Observation.silence(Sent.SEGMENT, path.upper(), path.counts().upperSent()),
                passed);
    return Optional.of(new SegmentsTooLarge(sizes.mss, room, reporter.isPresent(), by, grounds));
  }

  /** Whether larger packets arrive than a router says that it carries: it may drop nothing. */
  private static boolean isOutdone(MtuResult path, Optional<InetAddress> router) {
    for (MtuResult.Report report : path.reports()) {
      if (Optional.of(report.address()).equals(router) && report.claim() > 0) {
        return report.claim() < path.lower();
      }
    }
    return false;
  }

  /** How sure it is that segments fit: where DF is cleared, they may arrive in fragments. */
  private static Grounds whole(MtuResult path, Observation... evidence) {
    return path.dontFragment() == DontFragment.CLEARED
        ? Grounds.guessed(evidence)
        : grounds(path, evidence);
  }

  private static Grounds grounds(MtuResult path, Observation... evidence) {
    return path.confidence() == Confidence.CONFIRMED
        ? Grounds.seen(evidence)
        : Grounds.inferred(Basis.CLAIM, evidence);
  }

  private static Finding of(Download download, Sizes sizes) {
    Observation came =
        Observation.of(
            Sent.SEGMENT, download.largest().orElse(0), 0, Came.ANSWER, Optional.empty());
    return download.complete()
        ? new DownloadArrived(
            download.largest().orElse(0), download.bytes() >= sizes.ofLink, Grounds.seen(came))
        : new DownloadStalled(download.bytes(), download.gap(), Grounds.seen(came));
  }

  private static Finding rewritten(MssResult result, Clamp clamp) {
    OptionalInt sent = result.syn().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty());
    Change change = new Change(Change.Field.MSS, sent.orElse(-1), clamp.mss().orElse(-1));
    Observation quote =
        Observation.of(Sent.SYN, 0, 1, Came.TIME_EXCEEDED, Optional.of(clamp.before().address()));
    return new PacketRewritten(clamp.before().hop(), change, Grounds.seen(quote));
  }
}
