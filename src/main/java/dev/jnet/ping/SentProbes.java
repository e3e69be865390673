package dev.jnet.ping;

import dev.jnet.probe.Probe;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The probes of a ping that may still be answered. */
final class SentProbes {
  /** As many as there are sequence numbers; the oldest are forgotten first. */
  private static final int MAX_PROBES = 1 << 16;

  private final Map<Probe, SentProbe> byProbe = new LinkedHashMap<>();
  private final Map<Integer, Probe> bySequence = new HashMap<>();

  /** Remembers a probe. */
  void add(Probe probe, SentProbe sent) {
    byProbe.put(probe, sent);
    bySequence.put(sent.sequence(), probe);
    if (byProbe.size() > MAX_PROBES) {
      var eldest = byProbe.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** What is known of a probe; empty where it was forgotten, or is another ping's. */
  Optional<SentProbe> find(Probe probe) {
    return Optional.ofNullable(byProbe.get(probe));
  }

  /** The last probe with a sequence number, 0 to 65535. */
  Optional<Probe> withSequence(int sequence) {
    return Optional.ofNullable(bySequence.get(sequence));
  }
}
