package dev.jnet.exporter;

import java.util.Map;

/** What is kept of targets between scrapes: of the ones that were asked last, a limited number. */
final class TargetStates {
  private static final int MAX = 10_000;

  private record Key(String module, String target) {}

  private final Map<Key, TargetState> states = new RecentlyUsed<>(MAX);

  /** The state of a target and a module; a new one where there is none. */
  TargetState of(ProbeOrder order) {
    Key key = new Key(order.module().name(), order.target());
    return states.computeIfAbsent(key, each -> new TargetState());
  }

  /** How many there are. */
  int size() {
    return states.size();
  }
}
