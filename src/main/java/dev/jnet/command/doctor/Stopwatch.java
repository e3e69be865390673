package dev.jnet.command.doctor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.List;
import java.util.Optional;

/** A question among several that are asked at once: tells how long it took itself. */
final class Stopwatch<R> implements Diagnosis<R> {
  private final Diagnosis<R> question;
  private long startedAt = NEVER;
  private long endedAt = NEVER;

  Stopwatch(Diagnosis<R> question) {
    this.question = question;
  }

  /** How long it took, in ns; 0 before it is over. */
  long elapsed() {
    return endedAt == NEVER ? 0 : endedAt - startedAt;
  }

  @Override
  public Optional<Probe> next(long now) {
    startedAt = Math.min(startedAt, now);
    Optional<Probe> probe = question.next(now);
    look(now);
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    question.accept(reply);
    look(reply.timing().at());
  }

  private void look(long now) {
    if (question.done() && endedAt == NEVER) {
      endedAt = Math.max(now, startedAt);
    }
  }

  @Override
  public void arrives(Frame frame) {
    question.arrives(frame);
  }

  @Override
  public void overhear(Frame frame) {
    question.overhear(frame);
  }

  @Override
  public void left(Probe probe, long at) {
    question.left(probe, at);
  }

  @Override
  public List<Probe> takeSettled() {
    return question.takeSettled();
  }

  @Override
  public long wakeAt() {
    return question.wakeAt();
  }

  @Override
  public boolean done() {
    return question.done();
  }

  @Override
  public R result() {
    return question.result();
  }
}
