package dev.jnet.mtu;

import java.util.ArrayList;
import java.util.List;

/**
 * The first probes. The smallest and the largest go ahead: where the target is near, their answers
 * are there in a moment, and say it all. From farther away nobody notices that moment.
 */
final class Burst {
  /** How long the head is alone where nothing speaks against it, in ns. */
  static final long HEAD_START = 1_000_000L;

  private static final int HEAD = 2;

  private List<Integer> held = List.of();

  /** The sizes that go ahead. */
  List<Integer> head(int limit) {
    List<Integer> all = CommonSizes.burst(limit);
    int head = Math.min(HEAD, all.size());
    held = all.subList(head, all.size());
    return all.subList(0, head);
  }

  /** Whether others are to follow. */
  boolean isHeld() {
    return !held.isEmpty();
  }

  /** Those that follow, but for what was tried meanwhile because a router told of it. */
  List<Integer> rest(Evidence evidence) {
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
