package dev.jnet.trace;

import dev.jnet.probe.Probe;
import dev.jnet.wire.Tcp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The probes of a trace: those that are to be sent, in their order, and those that were. */
final class ProbeQueue {
  private final TraceProbes probes;
  private final List<FlowPath> paths;
  private final Deque<Due> due = new ArrayDeque<>();
  private final Deque<Probe> resets = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Sent> sent = new IdentityHashMap<>();
  private long lastSentAt;

  /** A probe that is to be sent. */
  private record Due(int flow, int ttl) {}

  /**
   * A probe that was sent.
   *
   * @param flow the number of its flow, from 0 on
   * @param probe its entry in the path of that flow
   */
  record Sent(int flow, HopProbe probe) {}

  /**
   * An empty queue.
   *
   * @param paths one for each flow; each is told of the probes of its flow that are sent
   */
  ProbeQueue(TraceProbes probes, List<FlowPath> paths) {
    this.probes = probes;
    this.paths = paths;
  }

  /**
   * Adds one probe for each TTL from {@code first} to {@code last}; none where {@code last} is
   * smaller.
   */
  void add(int flow, int first, int last) {
    for (int ttl = first; ttl <= last; ttl++) {
      due.add(new Due(flow, ttl));
    }
  }

  /** Adds a probe that goes before all others. */
  void addFirst(int flow, int ttl) {
    due.addFirst(new Due(flow, ttl));
  }

  /** Adds the RST for a SYN-ACK. It leaves before all probes. */
  void addReset(int flow, Tcp answer) {
    resets.add(probes.reset(flow, answer));
  }

  /** Whether no probe is waiting to be sent; a reset may be. */
  boolean hasNoProbe() {
    return due.isEmpty();
  }

  /** Whether a reset is waiting to be sent. */
  boolean hasReset() {
    return !resets.isEmpty();
  }

  /**
   * Takes the next packet out, to be sent at once.
   *
   * @param now ns on the link's clock
   */
  Optional<Probe> poll(long now) {
    if (hasReset()) {
      return Optional.of(resets.remove());
    }
    if (hasNoProbe()) {
      return Optional.empty();
    }
    Due next = due.remove();
    Probe probe = probes.probe(next.flow, next.ttl);
    sent.put(probe, new Sent(next.flow, paths.get(next.flow).sent(next.ttl, now)));
    lastSentAt = now;
    return Optional.of(probe);
  }

  /** When the last probe was sent, in ns on the link's clock; resets do not count. */
  long lastSentAt() {
    return lastSentAt;
  }

  /** What is known of a probe; empty for one that this trace has not sent. */
  Optional<Sent> find(Probe probe) {
    return Optional.ofNullable(sent.get(probe));
  }

  /** How many probes were sent. */
  int count() {
    return sent.size();
  }
}
