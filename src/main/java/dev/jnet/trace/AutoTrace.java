package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import java.util.Optional;

/**
 * A trace that finds out what the target answers. It begins with echo requests. Where the target
 * does not answer these, it tries some ports, and traces once more with what was answered.
 */
public final class AutoTrace implements Diagnosis<TraceResult> {
  /** How long to wait for the answers of the ports, in ns. */
  private static final long KNOCK = 1_000_000_000L;

  private final TraceQuestion question;
  private final TraceDiagnosis echoes;
  private Knock knock;
  private TraceDiagnosis second;

  /** A search that has not begun. It ignores the question's {@code via}. */
  public AutoTrace(TraceQuestion question) {
    this(question, false);
  }

  /**
   * A search that has not begun.
   *
   * @param sparing whether packets count more than round trips
   */
  public AutoTrace(TraceQuestion question, boolean sparing) {
    TraceQuestion byEcho = question.by(Via.ICMP);
    this.question = question;
    this.echoes = sparing ? TraceDiagnosis.sparing(byEcho) : new TraceDiagnosis(byEcho);
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = current().next(now);
    if (probe.isEmpty() && moveOn()) {
      return current().next(now);
    }
    return probe;
  }

  private Diagnosis<?> current() {
    return second != null ? second : knock != null ? knock : echoes;
  }

  /** Begins the next part when one is over. Returns whether it did. */
  private boolean moveOn() {
    if (knock == null && echoes.done() && isSilent()) {
      knock = new Knock(question, Math.min(KNOCK, question.patience()));
      return true;
    }
    if (second == null && knock != null && knock.result().isPresent()) {
      second = new TraceDiagnosis(question.by(knock.result().get()));
      return true;
    }
    return false;
  }

  /** Whether the target did not answer, although the largest TTL was large enough to reach it. */
  private boolean isSilent() {
    TraceResult result = echoes.result();
    boolean tooShort =
        result.silentFrom().isPresent() && result.silentFrom().getAsInt() > question.most();
    return !result.reached() && !tooShort;
  }

  @Override
  public void accept(Reply reply) {
    echoes.accept(reply);
    if (knock != null) {
      knock.accept(reply);
    }
    if (second != null) {
      second.accept(reply);
    }
  }

  @Override
  public long wakeAt() {
    return current().done() && !done() ? Long.MIN_VALUE : current().wakeAt();
  }

  @Override
  public boolean done() {
    if (second != null) {
      return second.done();
    }
    return knock == null ? echoes.done() && !isSilent() : knock.done() && knock.result().isEmpty();
  }

  @Override
  public TraceResult result() {
    TraceResult result = second != null && second.result().reached() ? second.result() : null;
    TraceResult first = echoes.result();
    int probes =
        first.probes()
            + (knock == null ? 0 : knock.count())
            + (second == null ? 0 : second.result().probes());
    return (result == null ? first : result).withProbes(probes);
  }
}
