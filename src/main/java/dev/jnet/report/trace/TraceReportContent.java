package dev.jnet.report.trace;

import dev.jnet.finding.Finding;
import dev.jnet.finding.FlowConclusions;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.MtuConclusions;
import dev.jnet.finding.Staircase;
import dev.jnet.finding.TraceConclusions;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.trace.Hop;
import dev.jnet.trace.TraceResult;
import dev.jnet.trace.TraceResult.Branch;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a report on the path to a target tells.
 *
 * @param name the target as it was asked for
 * @param target its address
 * @param hop how packets for it leave this machine
 * @param access how the probes were sent and the answers seen
 * @param most the largest TTL that was tried
 * @param result what was found out
 * @param mtus what was found out of the path MTU of each flow; empty where that was not asked for,
 *     or the target was not reached
 * @param translation the prefix of NAT64 that the target's address has, as this machine's resolver
 *     names it; empty where it names none, or was not asked
 * @param names of the addresses
 * @param tally what was sent and received
 * @param elapsed ns from the first probe to the end
 */
public record TraceReportContent(
    String name,
    InetAddress target,
    FirstHop hop,
    Access access,
    int most,
    TraceResult result,
    List<MtuResult> mtus,
    Optional<Nat64Prefix> translation,
    HopNames names,
    Tally tally,
    long elapsed) {
  /** Copies the lists. */
  public TraceReportContent {
    mtus = List.copyOf(mtus);
  }

  /** What was found out of the path MTU of the first flow. */
  Optional<MtuResult> mtu() {
    return mtus.isEmpty() ? Optional.empty() : Optional.of(mtus.get(0));
  }

  /** The path MTU up to each hop of a flow. */
  Optional<Staircase> staircase(int flow) {
    if (mtus.isEmpty()) {
      return Optional.empty();
    }
    List<Hop> hops = flows().get(flow).hops();
    int end = result.reached() && !hops.isEmpty() ? hops.get(hops.size() - 1).ttl() : 0;
    return Optional.of(new Staircase(mtus.get(flow), hop.mtu(), end));
  }

  /** What follows about the hops of the first flow. */
  List<Finding> hopFindings() {
    return TraceConclusions.of(result, hop, target, most, tally.uncaptured() == 0);
  }

  /** What follows about the path MTU of a flow. */
  List<Finding> pathFindings(MtuResult mtu) {
    return MtuConclusions.of(mtu, setting());
  }

  private MtuConclusions.Setting setting() {
    return new MtuConclusions.Setting(
        hop,
        MtuQuestion.most(hop, version()),
        0,
        result.via(),
        new MtuConclusions.Answered(target, tally.others(), translation));
  }

  /** Everything that follows, each conclusion once. */
  List<Finding> conclusions() {
    Set<Finding> all = new LinkedHashSet<>(hopFindings());
    mtus.forEach(mtu -> all.addAll(pathFindings(mtu)));
    all.addAll(FlowConclusions.of(mtus, setting()));
    return LocalConclusions.beside(List.copyOf(all), tally.programs(), tally.elsewhere());
  }

  private int version() {
    return Addresses.version(target);
  }

  /** The hops of each flow. */
  List<Branch> flows() {
    return result.branches().isEmpty() ? List.of(new Branch(0, result.hops())) : result.branches();
  }

  /** How the probes were sent and the answers seen. */
  Access seen() {
    return access.after(tally);
  }
}
