package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.util.Optional;

/**
 * Something noteworthy that was seen on the link.
 *
 * @param what why it is noteworthy
 * @param sighting the frame, and the address and hardware address that it names
 * @param before the hardware address that the address had until now; present only for {@link
 *     What#CHANGED}
 */
public record NeighborEvent(What what, Sighting sighting, Optional<MacAddress> before) {
  /** Why something is noteworthy. */
  public enum What {
    /** An address not seen before. */
    NEW,
    /** An address moved to another hardware address: a new card, a failover, or a forgery. */
    CHANGED,
    /** Its owner announced an address that was known already. */
    ANNOUNCED,
    /** A station asked whether an address is free. */
    PROBED
  }
}
