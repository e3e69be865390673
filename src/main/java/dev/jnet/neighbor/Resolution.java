package dev.jnet.neighbor;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the hardware address of a neighbour, for whoever wants to send it a frame: done with the
 * first answer.
 *
 * <p>Neighbours answer within a millisecond and on a busy wireless link within a hundred, so the
 * second question follows soon; the third waits for who sleeps. Whoever is silent a second after
 * the third, which is how long and how often a kernel asks too (RFC 4861 section 10), is not there.
 */
public final class Resolution implements Diagnosis<Resolved> {
  private static final long MS = 1_000_000L;

  /** When to ask, in ns since the first question, and when to give up. */
  private static final long[] ASK_AT = {0, 200 * MS, 1000 * MS};

  private static final long GIVE_UP_AT = 2000 * MS;

  private final Question question;
  private final List<Answer> answers = new ArrayList<>();
  private int asked;
  private long startedAt;
  private boolean over;

  /** A resolution that has not asked yet. */
  public Resolution(Question question) {
    this.question = question;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (asked == 0) {
      startedAt = now;
    }
    if (now < wakeAt()) {
      return Optional.empty();
    }
    if (asked == ASK_AT.length) {
      over = true;
      return Optional.empty();
    }
    asked++;
    return Optional.of(question.toAll());
  }

  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Neighbor neighbor) {
      answers.add(Answer.of(neighbor));
    }
  }

  @Override
  public long wakeAt() {
    if (asked == 0) {
      return Long.MIN_VALUE;
    }
    return startedAt + (asked < ASK_AT.length ? ASK_AT[asked] : GIVE_UP_AT);
  }

  @Override
  public boolean done() {
    return over || !answers.isEmpty();
  }

  @Override
  public Resolved result() {
    return new Resolved(question, asked, List.copyOf(answers));
  }
}
