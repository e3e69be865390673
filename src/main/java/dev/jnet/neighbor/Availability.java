package dev.jnet.neighbor;

import java.util.List;

/**
 * Whether an address is free on the link.
 *
 * @param question the address probed for, asked from the unspecified address
 * @param asked probes that were sent
 * @param needed probes to send before the address counts as free
 * @param claims the stations that have the address or want it; empty when none said so
 * @param complete whether all probes were sent and the wait after the last one is over. Only then
 *     silence means that the address is free
 * @param took ns from the beginning until the result was known
 */
public record Availability(
    NeighborQuestion question,
    int asked,
    int needed,
    List<Claim> claims,
    boolean complete,
    long took) {
  /** Whether the address may be used. */
  public boolean isFree() {
    return complete && claims.isEmpty();
  }
}
