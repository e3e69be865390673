package dev.jnet.report.arp;

import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.report.Access;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What was found out about who has an address.
 *
 * @param name as the user gave it
 * @param target the address behind the name
 * @param own the interface's hardware address, when the target is this machine's own address and
 *     nobody was asked
 * @param access whether anybody could be asked; otherwise the kernel's table is all there is
 * @param resolved who answered; for the target itself, or for the router in front of it
 * @param onlyFirst whether the first answer was all that was waited for: whether a second station
 *     has the address is not known then
 * @param kernel what the kernel's own table said before anybody was asked
 * @param elapsed ns
 */
public record ArpFindings(
    String name,
    InetAddress target,
    Optional<MacAddress> own,
    Access access,
    ResolutionResult resolved,
    boolean onlyFirst,
    Optional<Neighbor> kernel,
    long elapsed) {
  /** Whether the target is behind a router, which was asked for instead. */
  public boolean isBehindRouter() {
    return !resolved.question().target().equals(target);
  }

  /** Whether one station has the address, and its hardware address is known. */
  public boolean isPositive() {
    return own.isPresent()
        || inTable().isPresent()
        || (!resolved.answers().isEmpty() && !resolved.isConflict());
  }

  /** Whether nobody could be asked, so that all there is comes from the kernel's table. */
  boolean isFromTable() {
    return access.means() == Access.Means.NEIGHBOR_TABLE;
  }

  /** What the kernel's table has, where nobody could be asked. */
  Optional<MacAddress> inTable() {
    return isFromTable() ? kernel.filter(Neighbor::known).map(Neighbor::mac) : Optional.empty();
  }
}
