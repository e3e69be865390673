package dev.jnet.mesh;

import io.avaje.jsonb.Json;

/**
 * A controller's order to a member: measure the direction to another member.
 *
 * @param id of the order; one that comes again is ignored
 * @param deadline in ms since 1970, after which the order is void
 * @param to the name of the member that receives
 * @param family the IP version, 4 or 6
 * @param flows how many flows, 1 to 16
 */
@Json
public record Order(String id, long deadline, String to, int family, int flows) {
  /** The most flows of a measurement. */
  public static final int MAX_FLOWS = 16;

  private static final int MAX_ID = 64;

  /** Whether all fields are in their ranges. Orders come from others. */
  boolean isValid() {
    return id != null
        && !id.isEmpty()
        && id.length() <= MAX_ID
        && Member.isName(to)
        && (family == 4 || family == 6)
        && flows >= 1
        && flows <= MAX_FLOWS;
  }
}
