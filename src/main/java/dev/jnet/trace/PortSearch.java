package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Tries some ports of a target that does not answer echo requests, and finds out which one answers
 * first. The result is empty when none does.
 */
final class PortSearch implements Diagnosis<Optional<Via>> {
  /** The ports that firewalls let through most often, and one that is usually closed. */
  private static final List<Via> PORTS =
      List.of(
          Via.tcp(new Port(443)),
          Via.tcp(new Port(80)),
          Via.tcp(new Port(22)),
          Via.udp(TraceQuestion.CLOSED_PORT));

  private static final int MAX_TRIES = 2;
  private static final int HOP_LIMIT = 64;

  private final TraceQuestion question;
  private final long timeout;
  private final Deque<Via> queue = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Via> sent = new IdentityHashMap<>();
  private long lastSentAt;
  private int tries;
  private boolean over;
  private Via answered;

  /**
   * A search that has not begun.
   *
   * @param timeout how long to wait for an answer, in ns
   */
  PortSearch(TraceQuestion question, long timeout) {
    this.question = question;
    this.timeout = timeout;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (queue.isEmpty() && (tries == 0 || now - lastSentAt >= timeout)) {
      if (tries < MAX_TRIES) {
        queue.addAll(PORTS);
      } else {
        over = true;
      }
      tries++;
    }
    Via via = queue.poll();
    if (via == null) {
      return Optional.empty();
    }
    // a flow that is not traced, because the target may remember this SYN when the trace begins
    Probe probe = new TraceProbes(question.by(via)).probe(TraceQuestion.MAX_FLOWS, HOP_LIMIT);
    sent.put(probe, via);
    lastSentAt = now;
    return Optional.of(probe);
  }

  @Override
  public void accept(Reply reply) {
    Via via = sent.get(reply.probe());
    if (via == null || answered != null || reply instanceof Reply.Refused) {
      return;
    }
    boolean fromTarget =
        !(reply instanceof Reply.Failed failed)
            || failed.packet().source().equals(question.target());
    if (fromTarget) {
      answered = via;
    }
  }

  /** Packets sent. */
  int count() {
    return sent.size();
  }

  @Override
  public long wakeAt() {
    return queue.isEmpty() ? lastSentAt + timeout : Long.MIN_VALUE;
  }

  @Override
  public boolean done() {
    return answered != null || over;
  }

  @Override
  public Optional<Via> result() {
    return Optional.ofNullable(answered);
  }
}
