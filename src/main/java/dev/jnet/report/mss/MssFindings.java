package dev.jnet.report.mss;

import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.Arithmetic;
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
 * @param served the largest segment's octets of data that the server really sent, when it was asked
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

  /** How the segment size and the path fit together. */
  public enum Verdict {
    /** Nothing on the way is smaller than the segments. */
    FITS("the segments fit the path"),
    /** A router has made them fit. */
    CLAMPED("clamped as it should be"),
    /** They do not fit: they would vanish, or have to be reported. */
    TOO_LARGE("too large: black hole ahead unless ICMP gets through"),
    /** The path would carry more. */
    SMALL("needlessly small"),
    /** The path MTU is not known. */
    UNKNOWN("not known: the path MTU did not show");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

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

  /** Octets of the options that every segment of the connection has. */
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
  public Verdict verdict() {
    if (pathMss() == 0) {
      return Verdict.UNKNOWN;
    }
    if (ourSegments() > pathMss()) {
      return Verdict.TOO_LARGE;
    }
    if (ourSegments() < pathMss()) {
      return Verdict.SMALL;
    }
    return pathMss() < question.settings().sendMss() ? Verdict.CLAMPED : Verdict.FITS;
  }

  /** Octets of data in one segment that really gets there, options taken off. */
  public int effective() {
    int fits = pathMss() == 0 ? ourSegments() : Math.min(ourSegments(), pathMss());
    return Math.max(1, fits - options());
  }

  /** How much was seen of what passed. */
  Access seen() {
    return Access.CAPTURE.without(tally.uncaptured());
  }
}
