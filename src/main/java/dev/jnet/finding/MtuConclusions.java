package dev.jnet.finding;

import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.PathFinding.PathMtuClaimed;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Bottleneck;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a search for the path MTU: its size ({@link SizeConclusions}), where larger
 * packets end ({@link DropConclusions}), and what the replies tell ({@link ReplyConclusions}).
 */
public final class MtuConclusions {
  private MtuConclusions() {}

  /**
   * The circumstances of a search.
   *
   * @param hop how packets for the target leave this machine
   * @param limit bytes of the largest packet that was to be tried
   * @param kernelMtu the path MTU in bytes that the kernel remembers for the target; 0 for none
   * @param via the kind of probes
   * @param answered which address was asked, and which answered
   */
  public record Setting(FirstHop hop, Mtu limit, int kernelMtu, Via via, Answered answered) {}

  /**
   * Which address was asked, and which answered.
   *
   * @param target the address that was asked
   * @param others addresses from which probes were answered that had gone to the target
   * @param named the prefix of NAT64 that the target's address has, as this machine's resolver
   *     names it; empty where it names no such prefix, or was not asked
   */
  public record Answered(
      InetAddress target, List<InetAddress> others, Optional<Nat64Prefix> named) {
    /** Answers for a target of which the resolver was not asked. */
    public Answered(InetAddress target, List<InetAddress> others) {
      this(target, others, Optional.empty());
    }
  }

  /** The conclusions, the most important first. */
  public static List<Finding> of(MtuResult result, Setting setting) {
    MtuEvidence seen = new MtuEvidence(result, setting);
    SizeConclusions sizes = new SizeConclusions(seen);
    DropConclusions drops = new DropConclusions(seen);
    ReplyConclusions replies = new ReplyConclusions(seen);
    List<Finding> findings = new ArrayList<>();
    if (result.status() == Status.NO_REPLY) {
      findings.addAll(unanswered(seen));
    } else {
      findings.addAll(sizes.size());
      sizes.belowMinimum().ifPresent(findings::add);
      findings.addAll(drops.place());
      findings.addAll(replies.returnPath());
      sizes.encapsulation().ifPresent(findings::add);
      sizes.cache().ifPresent(findings::add);
    }
    findings.addAll(drops.fromOwnAddress());
    replies.middlebox().ifPresent(findings::add);
    replies.proxied().ifPresent(findings::add);
    replies.fromOthers().ifPresent(findings::add);
    findings.addAll(drops.refuted());
    return List.copyOf(findings);
  }

  private static List<Finding> unanswered(MtuEvidence seen) {
    MtuResult result = seen.result;
    List<Finding> findings = new ArrayList<>();
    Observation silence = Observation.silence(seen.sent, 0, result.probes());
    Optional<InetAddress> by = result.failure().map(Failure::address);
    String reason = result.failure().map(Failure::words).orElse("");
    Optional<Observation> error =
        by.map(from -> new Observation(seen.sent, 0, result.probes(), Came.UNREACHABLE, 1, by));
    findings.add(new Unanswered(by, reason, Grounds.seen(error.orElse(silence))));
    if (result.confidence() == Confidence.CLAIMED) {
      Optional<InetAddress> router = result.bottleneck().flatMap(Bottleneck::address);
      Observation report =
          Observation.of(seen.sent, result.upper(), result.probes(), Came.TOO_BIG, router);
      findings.add(
          new PathMtuClaimed(result.lower(), router, Grounds.inferred(Basis.CLAIM, report)));
    }
    return findings;
  }
}
