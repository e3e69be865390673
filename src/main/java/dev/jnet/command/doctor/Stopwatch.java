package dev.jnet.command.doctor;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/** A question among several that are asked at once: tells how long it took itself. */
final class Stopwatch<R> extends ForwardingDiagnosis<R> {
  private long startedAt = NEVER;
  private long endedAt = NEVER;

  Stopwatch(Diagnosis<R> question) {
    super(question);
  }

  /** How long it took, in ns; 0 before it is over. */
  long elapsed() {
    return endedAt == NEVER ? 0 : endedAt - startedAt;
  }

  @Override
  public Optional<Probe> next(long now) {
    startedAt = Math.min(startedAt, now);
    Optional<Probe> probe = super.next(now);
    look(now);
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    look(reply.timing().at());
  }

  private void look(long now) {
    if (done() && endedAt == NEVER) {
      endedAt = Math.max(now, startedAt);
    }
  }
}
