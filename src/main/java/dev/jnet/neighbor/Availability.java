package dev.jnet.neighbor;

import java.util.List;

/**
 * Whether an address is free on the link.
 *
 * @param question the address probed for, asked from the unspecified address
 * @param asked probes that were sent
 * @param needed probes to send before the address counts as free
 * @param claims who has it or wants it; empty when nobody said so
 * @param complete whether all probes went out and the time after the last one has passed: only then
 *     silence means that it is free
 * @param took ns from the first probe until it was known
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
