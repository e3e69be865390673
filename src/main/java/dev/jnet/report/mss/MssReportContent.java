package dev.jnet.report.mss;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.SegmentConclusions;
import dev.jnet.handshake.Download;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.finding.SegmentFit;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that a report on segment sizes tells.
 *
 * @param name the target as it was asked for
 * @param question what was asked
 * @param result what the SYNs showed
 * @param path the path MTU over the same ports, when it was searched for
 * @param download what arrived of the data that the server was asked for; empty where it was asked
 *     for none
 * @param tally what was sent and received
 * @param elapsed ns from the first SYN to the answer
 */
public record MssReportContent(
    String name,
    MssQuestion question,
    MssResult result,
    Optional<MtuResult> path,
    Optional<Download> download,
    Tally tally,
    long elapsed) {

  /**
   * The MSS in bytes that the other side's SYN-ACK announced; the default where it announced none,
   * or 0.
   */
  public int theirMss() {
    OptionalInt announced =
        result.synAck().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty());
    return announced.orElse(0) > 0 ? announced.getAsInt() : question.settings().defaultMss();
  }

  /** The MSS in bytes that limits this host's segments, TCP options not subtracted. */
  public int ourSegments() {
    return Math.min(theirMss(), question.settings().sendMss());
  }

  /**
   * The MSS in bytes that this host's SYN announced when it arrived, as far as routers' quotes show
   * it.
   */
  public int theirSegments() {
    OptionalInt announced = result.syn().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty());
    OptionalInt arrived = result.clamp().isPresent() ? result.clamp().get().mss() : announced;
    return arrived.orElse(question.settings().defaultMss());
  }

  /** Bytes of the options that every segment of the connection has. */
  public int options() {
    return Math.max(0, ourSegments() - result.effective());
  }

  /** The MSS in bytes that the path carries; 0 where it is not known. */
  public int pathMss() {
    if (path.isEmpty() || !path.get().known()) {
      return 0;
    }
    return new Arithmetic(version(), path.get().lower()).mss();
  }

  /** The findings that follow from all this. */
  public List<Finding> conclusions() {
    int headers = new Arithmetic(version(), 0).tcpHeaders();
    SegmentConclusions.Sizes sizes =
        new SegmentConclusions.Sizes(ourSegments(), question.settings().sendMss(), headers);
    return LocalConclusions.beside(
        SegmentConclusions.of(result, sizes, path, download), tally.programs(), tally.elsewhere());
  }

  /** Whether the segments fit the path to the other side. */
  public SegmentFit verdict() {
    return SegmentFit.of(conclusions());
  }

  /** Whether data were asked for, and did not arrive completely. */
  public boolean stalled() {
    return download.isPresent() && !download.get().complete();
  }

  private int version() {
    return Addresses.version(question.target());
  }

  /**
   * The MSS in bytes that a script should use: the connection's, or what the path carries if that
   * is less.
   */
  public int usable() {
    return pathMss() == 0 ? ourSegments() : Math.min(ourSegments(), pathMss());
  }

  /** Bytes of data in the largest segment that arrives, TCP options subtracted; at least 1. */
  public int effective() {
    return Math.max(1, usable() - options());
  }

  /** How the segments were sent and seen. */
  Access seen() {
    return Access.CAPTURE.after(tally);
  }
}
