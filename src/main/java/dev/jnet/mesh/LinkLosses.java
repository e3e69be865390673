package dev.jnet.mesh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which links lose no packets, although lossy flows may pass them. Of few packets, or at a small
 * loss, a flow may lose none by chance, so one flow alone need not clear its links.
 */
final class LinkLosses {
  /** Flows that lost nothing clear their links where chance leads to that less often than this. */
  private static final double MAX_CHANCE = 0.001;

  /** A link is clear, too, where all its flows together lose less than this share of the loss. */
  private static final double MIN_SHARE = 1.0 / 3;

  /** The flows of a direction that take the same path. */
  private record Path(Direction direction, List<DirectedLink> links) {}

  private static final class Total {
    private long sent;
    private long lost;
    private boolean isBroken;

    void add(long packets, long missing) {
      sent += packets;
      lost += missing;
    }

    double loss() {
      return sent == 0 ? 0 : (double) lost / sent;
    }
  }

  private final Map<Path, Total> paths = new HashMap<>();

  /**
   * Takes a flow.
   *
   * @param links of its path
   * @param isBroken whether it counts as lossy
   */
  void add(Direction direction, List<DirectedLink> links, FlowResult flow, boolean isBroken) {
    Total total =
        paths.computeIfAbsent(new Path(direction, List.copyOf(links)), each -> new Total());
    total.add(flow.sent(), flow.sent() - flow.arrived());
    total.isBroken |= isBroken;
  }

  /** The links that are clear. */
  Set<DirectedLink> innocent() {
    Total broken = new Total();
    Map<DirectedLink, Total> links = new HashMap<>();
    paths.forEach(
        (path, total) -> {
          if (total.isBroken) {
            broken.add(total.sent, total.lost);
          }
          for (DirectedLink link : path.links()) {
            links.computeIfAbsent(link, each -> new Total()).add(total.sent, total.lost);
          }
        });
    Set<DirectedLink> innocent = new HashSet<>();
    links.forEach(
        (link, total) -> {
          if (total.loss() < MIN_SHARE * broken.loss()) {
            innocent.add(link);
          }
        });
    paths.forEach(
        (path, total) -> {
          if (total.lost == 0 && Math.pow(1 - broken.loss(), (double) total.sent) < MAX_CHANCE) {
            innocent.addAll(path.links());
          }
        });
    return innocent;
  }
}
