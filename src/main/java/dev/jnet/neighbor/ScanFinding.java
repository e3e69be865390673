package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.util.List;

/**
 * An address that a scan found.
 *
 * @param address the address that was asked for
 * @param answers the first one of each station, in the order in which they came; at least one
 */
public record ScanFinding(Inet4Address address, List<NeighborAnswer> answers) {
  /** The hardware address that answered first. */
  public MacAddress mac() {
    return answers.get(0).mac();
  }

  /** Whether more than one station claims the address. */
  public boolean isDuplicate() {
    return answers.size() > 1;
  }
}
