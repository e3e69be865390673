package dev.jnet.mtu;

import java.util.ArrayList;
import java.util.List;

/**
 * The first probes. The smallest and the largest size leave first. A near target answers both
 * within a moment, and then no other probe is needed. With a distant target that moment costs
 * little.
 */
final class Burst {
  /** How long the first two probes are alone unless an error arrives, in ns. */
  static final long HEAD_START = 1_000_000L;

  private static final int HEAD = 2;

  private List<Integer> held = List.of();

  /**
   * Takes the sizes that leave first, and holds the others back.
   *
   * @param limit bytes of the largest packet that can be sent
   */
  List<Integer> takeHead(int limit) {
    List<Integer> all = CommonSizes.burst(limit);
    int head = Math.min(HEAD, all.size());
    held = all.subList(head, all.size());
    return all.subList(0, head);
  }

  /** Whether any sizes are held back. */
  boolean isHeld() {
    return !held.isEmpty();
  }

  /**
   * Takes the sizes that were held back, without those that were tried meanwhile because a router
   * claimed them.
   */
  List<Integer> takeRest(Evidence evidence) {
    List<Integer> rest = new ArrayList<>();
    for (int size : held) {
      if (evidence.tries(size) == 0) {
        rest.add(size);
      }
    }
    held = List.of();
    return rest;
  }
}
