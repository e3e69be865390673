package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
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
}
