package dev.jnet.exporter;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of targets between scrapes: of the ones that were asked last, a limited number. */
final class TargetStates {
  private static final int MAX = 10_000;
  private static final float LOAD = 0.75f;

  private record Key(String module, String target) {}

  private final Map<Key, TargetState> states =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TargetState> eldest) {
          return size() > MAX;
        }
      };

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
