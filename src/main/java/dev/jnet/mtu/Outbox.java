package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The sizes that are waiting to be sent, and a trial for each probe that was sent. */
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

  /** The sizes that are waiting, in bytes, in the order in which they will be sent. */
  Collection<Integer> sizes() {
    return Collections.unmodifiableCollection(waiting);
  }

  void add(Collection<Integer> sizes) {
    waiting.addAll(sizes);
  }

  void clear() {
    waiting.clear();
  }

  /**
   * The probe of the first waiting size, which is sent at {@code now} ns. At least one size must be
   * waiting.
   */
  Probe next(long now) {
    int size = waiting.remove();
    Probe probe = carrier.probe(size, Carrier.TO_TARGET);
    Trial trial = new Trial(size, now);
    evidence.add(trial);
    sent.put(probe, trial);
    return probe;
  }

  /** The trial of a probe; empty for a probe that this outbox did not send. */
  Optional<Trial> trialOf(Probe probe) {
    return Optional.ofNullable(sent.get(probe));
  }
}
