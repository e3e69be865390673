package dev.jnet.report.arp;

import dev.jnet.finding.Finding;
import dev.jnet.finding.NeighborConclusions;
import dev.jnet.neighbor.Claim;
import dev.jnet.report.Access;
import java.net.InetAddress;
import java.util.List;

/**
 * What other stations said to a probe for an address, or to its announcement.
 *
 * @param announced whether the address was announced; otherwise it was probed for
 * @param name the address as the user gave it
 * @param address the address
 * @param interfaceName the interface to the link that was asked
 * @param own whether the address is one of this machine's
 * @param sent how many frames were sent
 * @param needed how many frames a complete probe or announcement has
 * @param claims other stations that have or want the address
 * @param complete whether it was not ended early
 * @param elapsed the duration in ns
 * @param access what could not be seen, and in which time jnet did not run
 */
public record ClaimsReportContent(
    boolean announced,
    String name,
    InetAddress address,
    String interfaceName,
    boolean own,
    int sent,
    int needed,
    List<Claim> claims,
    boolean complete,
    long elapsed,
    Access access) {
  /** Whether it was completed and no other station has the address. */
  public boolean isPositive() {
    return complete && claims.isEmpty();
  }

  /** What follows from what other stations said. */
  public List<Finding> findings() {
    return NeighborConclusions.ofClaims(address, claims, sent, complete);
  }

  /** {@code free}, {@code taken}, {@code announced}, {@code conflict} or {@code incomplete}. */
  public String status() {
    if (!claims.isEmpty()) {
      return announced ? "conflict" : "taken";
    }
    return complete ? announced ? "announced" : "free" : "incomplete";
  }
}
