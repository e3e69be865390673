package dev.jnet.report.arp;

import dev.jnet.neighbor.Claim;
import java.net.InetAddress;
import java.util.List;

/**
 * What others said to a probe for an address, or to its announcement.
 *
 * @param announced whether it was announced; otherwise probed for
 * @param name as the user gave it
 * @param address the address
 * @param interfaceName the interface on whose link it was
 * @param own whether it is an address of this machine
 * @param sent frames that were sent
 * @param needed frames that make it complete
 * @param claims other stations that have or want the address
 * @param complete whether it was done to its end
 * @param elapsed ns
 */
public record ClaimsFindings(
    boolean announced,
    String name,
    InetAddress address,
    String interfaceName,
    boolean own,
    int sent,
    int needed,
    List<Claim> claims,
    boolean complete,
    long elapsed) {
  /** Whether it went to its end, and nobody else has the address. */
  public boolean isPositive() {
    return complete && claims.isEmpty();
  }

  /** {@code free}, {@code taken}, {@code announced}, {@code conflict} or {@code incomplete}. */
  public String status() {
    if (!claims.isEmpty()) {
      return announced ? "conflict" : "taken";
    }
    return complete ? announced ? "announced" : "free" : "incomplete";
  }
}
