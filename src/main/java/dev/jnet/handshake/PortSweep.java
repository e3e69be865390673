package dev.jnet.handshake;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Tries many ports of one host at once, with a handshake for each, all from one local port. A
 * handshake is kept in memory only while it is under way; after that, only its result is.
 */
public final class PortSweep implements Diagnosis<List<HandshakeResult>> {
  /** How many attempts may be under way at once, and so how many SYNs may be unanswered. */
  private static final int MAX_AT_ONCE = 4096;

  /** How long an attempt that is over waits for the kernel's stamps of its last segments, in ns. */
  private static final long LAST_STAMPS = 100 * Nanos.MILLISECOND;

  private final HandshakeQuestion question;
  private final List<Integer> ports;
  private final ResultsInOrder results;
  private final Map<Integer, Attempt> byPort = new HashMap<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final Deque<Attempt> over = new ArrayDeque<>();
  private List<Probe> settled = new ArrayList<>();
  private int started;
  private int running;

  /** One handshake, and what it has sent. */
  private static final class Attempt {
    final int index;
    final Handshake handshake;
    final List<Probe> probes = new ArrayList<>();
    long overAt;

    Attempt(int index, Handshake handshake) {
      this.index = index;
      this.handshake = handshake;
    }
  }

  /**
   * When an attempt is to be asked for a probe. It may be asked earlier or later than it now needs.
   */
  private record Alarm(long at, Attempt attempt) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(attempt.index, other.attempt.index);
    }
  }

  /**
   * Attempts on these ports, in this order.
   *
   * @param ports without repetitions
   * @param listener gets results in the order of the ports while other attempts are still under way
   */
  public PortSweep(
      HandshakeQuestion question, List<Integer> ports, Consumer<List<HandshakeResult>> listener) {
    this.question = question;
    this.ports = ports;
    this.results = new ResultsInOrder(ports.size(), listener);
  }

  @Override
  public Optional<Probe> next(long now) {
    settle(now);
    while (!alarms.isEmpty() && alarms.peek().at <= now) {
      Optional<Probe> probe = ask(alarms.poll().attempt, now);
      if (probe.isPresent()) {
        return probe;
      }
    }
    if (started < results.ports() && running < MAX_AT_ONCE) {
      running++;
      int port = ports.get(started);
      Attempt attempt = new Attempt(started++, new Handshake(question.withPort(new Port(port))));
      byPort.put(port, attempt);
      return ask(attempt, now);
    }
    return Optional.empty();
  }

  private Optional<Probe> ask(Attempt attempt, long now) {
    Handshake handshake = attempt.handshake;
    if (handshake.done()) {
      return Optional.empty();
    }
    Optional<Probe> probe = handshake.next(now);
    probe.ifPresent(attempt.probes::add);
    if (handshake.done()) {
      running--;
      attempt.overAt = now;
      over.add(attempt);
      return probe;
    }
    // a handshake that gave a probe is asked again until it gives none
    long wakeAt = probe.isPresent() ? Long.MIN_VALUE : handshake.wakeAt();
    if (wakeAt != NEVER) {
      alarms.add(new Alarm(wakeAt, attempt));
    }
    return probe;
  }

  /** Keeps only the results of attempts that are over and whose last stamps have come. */
  private void settle(long now) {
    while (!over.isEmpty() && now - over.peek().overAt >= LAST_STAMPS) {
      Attempt attempt = over.poll();
      results.set(attempt.index, attempt.handshake.result());
      settled.addAll(attempt.probes);
      byPort.remove(ports.get(attempt.index));
    }
    results.tell();
  }

  @Override
  public List<Probe> takeSettled() {
    if (settled.isEmpty()) {
      return List.of();
    }
    List<Probe> taken = settled;
    settled = new ArrayList<>();
    return taken;
  }

  @Override
  public void left(Probe probe, long at) {
    Attempt attempt = byPort.get(probe.flow().remoteId());
    if (attempt != null) {
      attempt.handshake.left(probe, at);
    }
  }

  @Override
  public void accept(Reply reply) {
    Attempt attempt = byPort.get(reply.probe().flow().remoteId());
    if (attempt != null) {
      attempt.handshake.accept(reply);
      alarms.add(new Alarm(Long.MIN_VALUE, attempt));
    }
  }

  @Override
  public long wakeAt() {
    if (started < results.ports() && running < MAX_AT_ONCE) {
      return Long.MIN_VALUE;
    }
    return alarms.isEmpty() ? NEVER : alarms.peek().at;
  }

  @Override
  public boolean done() {
    return started == results.ports() && running == 0;
  }

  /** The results in the order of the ports. The status of ports that were not tried is unknown. */
  @Override
  public List<HandshakeResult> result() {
    List<HandshakeResult> all = new ArrayList<>(results.ports());
    for (int i = 0; i < results.ports(); i++) {
      all.add(results.get(i) != null ? results.get(i) : unsettled(ports.get(i)));
    }
    return all;
  }

  private HandshakeResult unsettled(int port) {
    Attempt attempt = byPort.get(port);
    return attempt != null
        ? attempt.handshake.result()
        : new Handshake(question.withPort(new Port(port))).result();
  }
}
