package dev.jnet.handshake;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Many ports of one host at once: a handshake each, all from one port of ours. */
public final class PortSweep implements Diagnosis<List<HandshakeResult>> {
  /** Attempts under way at once: so many SYNs may be unanswered. */
  private static final int MAX_AT_ONCE = 4096;

  private final List<Handshake> handshakes = new ArrayList<>();
  private final Map<Integer, Integer> indexByPort = new HashMap<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
  private int started;
  private int running;

  /** When an attempt wants to be asked again; it may have changed its mind since. */
  private record Alarm(long at, int index) {}

  /**
   * Attempts on these ports, in this order.
   *
   * @param ports without repetitions
   */
  public PortSweep(HandshakeQuestion question, List<Integer> ports) {
    for (int port : ports) {
      indexByPort.put(port, handshakes.size());
      handshakes.add(new Handshake(question.withPort(new Port(port))));
    }
  }

  @Override
  public Optional<Probe> next(long now) {
    while (!alarms.isEmpty() && alarms.peek().at <= now) {
      int index = alarms.poll().index;
      Optional<Probe> probe = ask(index, now);
      if (probe.isPresent()) {
        return probe;
      }
    }
    if (started < handshakes.size() && running < MAX_AT_ONCE) {
      running++;
      return ask(started++, now);
    }
    return Optional.empty();
  }

  private Optional<Probe> ask(int index, long now) {
    Handshake handshake = handshakes.get(index);
    if (handshake.done()) {
      return Optional.empty();
    }
    Optional<Probe> probe = handshake.next(now);
    if (handshake.done()) {
      running--;
      return probe;
    }
    // whoever gave a probe is asked again until it gives none
    long wakeAt = probe.isPresent() ? Long.MIN_VALUE : handshake.wakeAt();
    if (wakeAt != NEVER) {
      alarms.add(new Alarm(wakeAt, index));
    }
    return probe;
  }

  @Override
  public void left(Probe probe, long at) {
    Integer index = indexByPort.get(probe.flow().remoteId());
    if (index != null) {
      handshakes.get(index).left(probe, at);
    }
  }

  @Override
  public void accept(Reply reply) {
    Integer index = indexByPort.get(reply.probe().flow().remoteId());
    if (index != null && index < started) {
      handshakes.get(index).accept(reply);
      alarms.add(new Alarm(Long.MIN_VALUE, index));
    }
  }

  @Override
  public long wakeAt() {
    if (started < handshakes.size() && running < MAX_AT_ONCE) {
      return Long.MIN_VALUE;
    }
    return alarms.isEmpty() ? NEVER : alarms.peek().at;
  }

  @Override
  public boolean done() {
    return started == handshakes.size() && running == 0;
  }

  @Override
  public List<HandshakeResult> result() {
    List<HandshakeResult> results = new ArrayList<>();
    for (Handshake handshake : handshakes) {
      results.add(handshake.result());
    }
    return results;
  }
}
