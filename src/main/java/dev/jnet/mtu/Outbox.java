package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The sizes that wait to be sent, and the trials that those became which were sent. */
final class Outbox {
  private final Carrier carrier;
  private final Evidence evidence;
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Trial> sent = new IdentityHashMap<>();

  /**
   * An empty outbox.
   *
   * @param evidence gets every trial that is sent
   */
  Outbox(Carrier carrier, Evidence evidence) {
    this.carrier = carrier;
    this.evidence = evidence;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The sizes that wait, in bytes, in the order in which they will be sent. */
  Collection<Integer> sizes() {
    return Collections.unmodifiableCollection(waiting);
  }

  void add(Collection<Integer> sizes) {
    waiting.addAll(sizes);
  }

  void clear() {
    waiting.clear();
  }

  /** The probe of the first size that waits, which is sent at {@code now}; one must wait. */
  Probe next(long now) {
    int size = waiting.remove();
    Probe probe = carrier.probe(size, Carrier.TO_TARGET);
    Trial trial = new Trial(size, now);
    evidence.add(trial);
    sent.put(probe, trial);
    return probe;
  }

  /** The trial of a probe; empty for a probe of somebody else. */
  Optional<Trial> trialOf(Probe probe) {
    return Optional.ofNullable(sent.get(probe));
  }
}
