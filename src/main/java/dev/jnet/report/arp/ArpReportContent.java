package dev.jnet.report.arp;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.NeighborConclusions;
import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.report.Access;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about the station that has an address.
 *
 * @param name the target as the user gave it
 * @param target the address behind the name
 * @param own the interface's hardware address when the target is this machine's own address; no
 *     question was sent then
 * @param access whether questions could be sent; if not, everything comes from the kernel's table
 * @param resolved the answers for the target itself, or for the router before it
 * @param compared how the stations answered that claim the address; empty where they were not
 *     compared, because there is one or none
 * @param onlyFirst whether jnet waited only for the first answer. It is not known then whether a
 *     second station has the address
 * @param kernel the entry in the kernel's own table before the first question
 * @param elapsed the duration in ns
 */
public record ArpReportContent(
    String name,
    InetAddress target,
    Optional<MacAddress> own,
    Access access,
    ResolutionResult resolved,
    List<StationComparison.Answer> compared,
    boolean onlyFirst,
    Optional<Neighbor> kernel,
    long elapsed) {
  /** This content with what could not be seen, which is known only after the run. */
  public ArpReportContent seenBy(Access known) {
    return new ArpReportContent(
        name, target, own, known, resolved, compared, onlyFirst, kernel, elapsed);
  }

  /** Whether the target is behind a router. The question was about the router then. */
  public boolean isBehindRouter() {
    return !resolved.question().target().equals(target);
  }

  /** What follows from the answers, the most important first. */
  public List<Finding> findings() {
    if (own.isPresent()) {
      return List.of(NeighborConclusions.own(target, own.get()));
    }
    if (isFromTable()) {
      return NeighborConclusions.ofTable(resolved.question().target(), inTable());
    }
    List<Finding> findings = new ArrayList<>(LocalConclusions.of(resolved, target));
    findings.addAll(NeighborConclusions.of(resolved, compared, kernel));
    return List.copyOf(findings);
  }

  /** Whether one station has the address, and its hardware address is known. */
  public boolean isPositive() {
    return own.isPresent()
        || inTable().isPresent()
        || (!resolved.answers().isEmpty() && !resolved.isConflict());
  }

  /** Whether no question could be sent, so that everything comes from the kernel's table. */
  boolean isFromTable() {
    return access.means() == Access.Means.NEIGHBOR_TABLE;
  }

  /** The hardware address in the kernel's table, when no question could be sent. */
  Optional<MacAddress> inTable() {
    return isFromTable() ? kernel.filter(Neighbor::known).map(Neighbor::mac) : Optional.empty();
  }
}
