package dev.jnet.mesh;

import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What one flow of packets from a member to another met.
 *
 * @param flow its number, from 0 on
 * @param pathMtu the largest packet that arrived in one piece, in bytes; null when none arrived
 * @param lostSize the smallest larger size that never arrived; null when all sizes did
 * @param triesInVain how often that size was sent
 * @param reportedBy the router that reported the size as too big; null when none did
 * @param reportedMtu the size that it named; null without a report
 * @param split how many packets arrived in pieces although they may not be split
 * @param sent small packets for the loss
 * @param arrived of those
 * @param reordered of those, packets that arrived after a later one
 * @param trafficClass DSCP and ECN as they arrived; null when nothing did
 * @param path the routers' addresses in order; an empty text for one that did not answer
 * @param ends whether the path is known to its end, because the hop after its last router arrived
 */
@Json
public record FlowResult(
    int flow,
    Integer pathMtu,
    Integer lostSize,
    int triesInVain,
    String reportedBy,
    Long reportedMtu,
    int split,
    int sent,
    int arrived,
    int reordered,
    Integer trafficClass,
    List<String> path,
    boolean ends) {
  private static final int MAX_HOPS = 255;
  private static final int MAX_CLASS = 255;

  /** Copies the list. */
  public FlowResult {
    path = path == null ? List.of() : path.stream().map(each -> each == null ? "" : each).toList();
  }

  /** Whether all fields are in their ranges. Results come from others. */
  boolean isValid() {
    return flow >= 0
        && (pathMtu == null || pathMtu > 0)
        && (lostSize == null || lostSize > 0)
        && (reportedBy == null || Addresses.isLiteral(reportedBy))
        && (trafficClass == null || (trafficClass >= 0 && trafficClass <= MAX_CLASS))
        && sent >= 0
        && arrived >= 0
        && arrived <= sent
        && path.size() <= MAX_HOPS
        && path.stream().allMatch(each -> each.isEmpty() || Addresses.isLiteral(each));
  }

  /** The share of small packets that were lost, in percent. */
  public double lossPercent() {
    return sent == 0 ? 0 : 100.0 * (sent - arrived) / sent;
  }
}
