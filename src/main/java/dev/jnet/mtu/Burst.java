package dev.jnet.mtu;

import java.util.List;

/**
 * The first probes. The smallest and the largest go ahead: where the target is near, their answers
 * are there in a moment and say it all. Where it is far away, that moment does not matter.
 */
final class Burst {
  /** How long the head is alone where nothing speaks against it, in ns. */
  static final long HEAD_START = 1_000_000L;

  private static final int HEAD = 2;

  private List<Integer> held = List.of();

  /** Takes the sizes that go ahead, and holds the others back. */
  List<Integer> takeHead(int limit) {
    List<Integer> all = CommonSizes.burst(limit);
    int head = Math.min(HEAD, all.size());
    held = all.subList(head, all.size());
    return all.subList(0, head);
  }

  /** Whether sizes are held back. */
  boolean isHeld() {
    return !held.isEmpty();
  }

  /** Takes the sizes that were held back, without those tried meanwhile on a router's claim. */
  List<Integer> takeRest(Evidence evidence) {
    List<Integer> rest = held.stream().filter(size -> evidence.tries(size) == 0).toList();
    held = List.of();
    return rest;
  }
}
