package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.DontFragmentCleared;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuRange;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.mss.MssResult;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the SYNs of a connection, beside the size that the path carries. */
public final class MssConclusions {
  private MssConclusions() {}

  /**
   * The conclusions; none without a connection.
   *
   * @param version the IP version: 4 or 6
   * @param mtu bytes of the largest packet that gets through both ways
   */
  public static List<Finding> of(MssResult result, int version, int mtu) {
    if (result.syn().isEmpty() || result.synAck().isEmpty()) {
      return List.of();
    }
    int headers = (version == 4 ? Ipv4.HEADER : Ipv6.HEADER) + Tcp.HEADER;
    int announced = result.syn().get().maximumSegmentSize().orElse(0);
    int arrived = result.clamp().map(clamp -> clamp.mss().orElse(0)).orElse(announced);
    int allowed = result.synAck().get().maximumSegmentSize().orElse(0);
    List<Finding> findings = new ArrayList<>();
    result
        .clamp()
        .filter(clamp -> clamp.mss().isPresent())
        .ifPresent(
            clamp ->
                findings.add(
                    new SegmentsClamped(
                        clamp.before().hop(), announced, arrived, mtu - headers, quoted(clamp))));
    if (arrived > 0 && allowed > 0) {
      int largest = Math.max(arrived, Math.min(allowed, announced)) + headers;
      Grounds grounds = result.clamp().map(MssConclusions::quoted).orElse(seen());
      findings.add(
          0,
          largest <= mtu
              ? new AgreedSizeFits(largest, mtu, grounds)
              : new AgreedSizeTooLarge(largest, mtu, grounds));
    }
    return findings;
  }

  private static Grounds seen() {
    return Grounds.seen(Observation.of(Sent.SYN, 0, 1, Came.ANSWER, Optional.empty()));
  }

  private static Grounds quoted(MssResult.Clamp clamp) {
    return Grounds.inferred(
        Basis.QUOTES,
        Observation.of(Sent.SYN, 0, 1, Came.TIME_EXCEEDED, Optional.of(clamp.before().address())));
  }

  /**
   * What findings show about the size of packets that get through both ways.
   *
   * @param bytes of the largest packet that is known to get through; 0 where none is
   * @param exact whether larger ones are known not to
   * @param guessed whether it is a guess, as where other packets may not meet what limits echo
   *     replies
   */
  public record KnownSize(int bytes, boolean exact, boolean guessed) {
    /**
     * What findings show.
     *
     * @param limit bytes of the largest packet that can leave
     */
    public static KnownSize of(List<Finding> known, int limit) {
      boolean measured =
          known.stream()
              .anyMatch(each -> each instanceof PathMtu || each instanceof DontFragmentCleared);
      int both = bothWays(known, limit);
      if (measured) {
        return new KnownSize(both, true, known.stream().anyMatch(each -> isGuess(each, both)));
      }
      int least =
          known.stream()
              .filter(PathMtuRange.class::isInstance)
              .mapToInt(range -> ((PathMtuRange) range).from())
              .min()
              .orElse(0);
      return new KnownSize(Math.min(least, both), false, false);
    }

    /** What follows about the segments of a connection. */
    public List<Finding> segments(MssResult connection, int version) {
      return MssConclusions.of(connection, version, bytes).stream()
          .filter(each -> exact || !(each instanceof AgreedSizeTooLarge))
          .map(each -> guessed ? unsure(each) : each)
          .toList();
    }

    private static Finding unsure(Finding finding) {
      if (finding instanceof AgreedSizeTooLarge large) {
        return new AgreedSizeTooLarge(large.bytes(), large.mtu(), guess(large));
      }
      return finding instanceof AgreedSizeFits fits
          ? new AgreedSizeFits(fits.bytes(), fits.mtu(), guess(fits))
          : finding;
    }

    /** Whether a finding that may have decided the size is a guess, or about echo replies alone. */
    private static boolean isGuess(Finding finding, int bytes) {
      boolean unsure = finding.grounds().certainty().degree() == Degree.GUESSED;
      return (finding instanceof LargeRepliesLost lost && lost.bytes() == bytes)
          || (finding instanceof RepliesFragmented back && back.bytes() == bytes)
          || (finding instanceof PathMtu mtu && mtu.bytes() == bytes && unsure);
    }

    private static Grounds guess(Finding finding) {
      return Grounds.guessed(finding.grounds().evidence().toArray(new Observation[0]));
    }

    /**
     * Bytes of the largest packet that gets through both ways, as far as findings show it.
     *
     * @param limit bytes of the largest packet that can leave
     */
    public static int bothWays(List<Finding> findings, int limit) {
      int mtu = first(findings, PathMtu.class).map(PathMtu::bytes).orElse(limit);
      for (Finding finding : findings) {
        mtu = finding instanceof BlackHole hole ? Math.min(mtu, hole.bytes()) : mtu;
      }
      mtu =
          Math.min(mtu, first(findings, SomeFlowsDropLarge.class).map(f -> f.bytes()).orElse(mtu));
      mtu = Math.min(mtu, first(findings, RepliesFragmented.class).map(r -> r.bytes()).orElse(mtu));
      mtu = Math.min(mtu, first(findings, LargeRepliesLost.class).map(r -> r.bytes()).orElse(mtu));
      return Math.min(mtu, limit);
    }

    private static <F extends Finding> Optional<F> first(List<Finding> findings, Class<F> kind) {
      return findings.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
  }
}
