package dev.jnet.report.mtu;

import dev.jnet.finding.Finding;
import dev.jnet.finding.FlowConclusions;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.MtuConclusions;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report on a path MTU tells.
 *
 * @param name the target as it was asked for
 * @param target its address
 * @param hop how packets for it leave this machine
 * @param limit bytes of the largest packet that was to be tried
 * @param kernelMtu the path MTU that the kernel has cached for the target, in bytes; 0 for none
 * @param translation the prefix of NAT64 that the target's address has, as this machine's resolver
 *     names it; empty where it names none, or was not asked
 * @param access how the probes were sent and the answers seen
 * @param via the kind of probes
 * @param unanswered the kinds of probes that were tried and not answered, in words; empty for none
 * @param result what was found out; of several flows, about the one that carries least
 * @param flows what was found out about each flow that was asked
 * @param tally what was sent and received
 * @param elapsed ns from the first probe to the answer
 */
public record MtuReportContent(
    String name,
    InetAddress target,
    FirstHop hop,
    Mtu limit,
    int kernelMtu,
    Optional<Nat64Prefix> translation,
    Access access,
    Via via,
    String unanswered,
    MtuResult result,
    List<FlowMtu> flows,
    Tally tally,
    long elapsed) {
  /**
   * What was found out about one flow.
   *
   * @param port this machine's UDP or TCP port, by which routers may distinguish it; 0 for packets
   *     of no flow in particular
   */
  public record FlowMtu(int port, MtuResult result) {}

  /** What follows from the result. */
  public List<Finding> conclusions() {
    MtuConclusions.Setting setting =
        new MtuConclusions.Setting(
            hop,
            limit,
            kernelMtu,
            via,
            new MtuConclusions.Answered(target, tally.others(), translation));
    List<Finding> ofResult = MtuConclusions.of(result, setting);
    List<Finding> all =
        new ArrayList<>(LocalConclusions.beside(ofResult, tally.programs(), tally.elsewhere()));
    List<MtuResult> mtus = new ArrayList<>();
    for (FlowMtu flow : flows) {
      mtus.add(flow.result());
    }
    all.addAll(FlowConclusions.of(mtus, setting));
    return all;
  }

  /** Whether the path MTU of each flow is known. */
  public boolean known() {
    for (FlowMtu flow : flows) {
      if (!flow.result().known()) {
        return false;
      }
    }
    return true;
  }

  /** How the probes were sent and the answers seen. */
  Access seen() {
    return access.after(tally);
  }
}
