package dev.jnet.report.mss;

import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.SegmentFit;
import dev.jnet.wire.Tcp;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that a report on segment sizes tells.
 *
 * @param name the target as it was asked for
 * @param question what was asked
 * @param result what the SYNs told
 * @param path the path MTU over the same ports, when it was searched for
 * @param served the largest segment's bytes of data that the server really sent, when it was asked
 *     for something
 * @param tally what was sent and received
 * @param elapsed ns from the first SYN to the answer
 */
public record MssFindings(
    String name,
    MssQuestion question,
    MssResult result,
    Optional<MtuResult> path,
    OptionalInt served,
    Tally tally,
    long elapsed) {

  /** The MSS that the other side's SYN-ACK announced, or what counts without one. */
  public int theirMss() {
    return result
        .synAck()
        .flatMap(
            tcp ->
                tcp.maximumSegmentSize().isPresent()
                    ? Optional.of(tcp.maximumSegmentSize().getAsInt())
                    : Optional.empty())
        .orElse(question.settings().defaultMss());
  }

  /** The MSS that decides on our segments, options not counted. */
  public int ourSegments() {
    return Math.min(theirMss(), question.settings().sendMss());
  }

  /** The MSS that our SYN announced when it got there, as far as routers' quotes tell. */
  public int theirSegments() {
    OptionalInt announced = result.syn().map(Tcp::maximumSegmentSize).orElse(OptionalInt.empty());
    OptionalInt arrived = result.clamp().isPresent() ? result.clamp().get().mss() : announced;
    return arrived.orElse(question.settings().defaultMss());
  }

  /** Bytes of the options that every segment of the connection has. */
  public int options() {
    return Math.max(0, ourSegments() - result.effective());
  }

  /** What the path carries, as an MSS; 0 where it is not known. */
  public int pathMss() {
    if (path.isEmpty() || !path.get().known()) {
      return 0;
    }
    int version = dev.jnet.wire.Addresses.version(question.target());
    return new Arithmetic(version, path.get().lower()).mss();
  }

  /** How the segment size and the path fit together. */
  public SegmentFit verdict() {
    if (pathMss() == 0) {
      return SegmentFit.UNKNOWN;
    }
    if (ourSegments() > pathMss()) {
      return SegmentFit.TOO_LARGE;
    }
    if (ourSegments() < pathMss()) {
      return SegmentFit.SMALL;
    }
    return pathMss() < question.settings().sendMss() ? SegmentFit.CLAMPED : SegmentFit.FITS;
  }

  /** Bytes of data in one segment that really gets there, options taken off. */
  public int effective() {
    int fits = pathMss() == 0 ? ourSegments() : Math.min(ourSegments(), pathMss());
    return Math.max(1, fits - options());
  }

  /** How much was seen of what passed. */
  Access seen() {
    return Access.CAPTURE.after(tally);
  }
}
