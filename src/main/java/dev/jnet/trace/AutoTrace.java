package dev.jnet.trace;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.util.Optional;

/**
 * A trace that finds out what the target answers. It begins with echo requests. Where the target
 * does not answer these, it tries some ports, and traces once more with the kind of probe that was
 * answered.
 */
public final class AutoTrace implements Diagnosis<TraceResult> {
  /** How long to wait for answers from the ports, in ns. */
  private static final long PORT_WAIT = Nanos.SECOND;

  private final TraceQuestion question;
  private final TraceDiagnosis echoes;
  private PortSearch portSearch;
  private TraceDiagnosis second;

  /** A search that has not begun. It ignores the question's {@code via}. */
  public AutoTrace(TraceQuestion question) {
    this(question, false);
  }

  /**
   * A search that has not begun.
   *
   * @param sparing whether saving packets matters more than saving round trips
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
    return second != null ? second : portSearch != null ? portSearch : echoes;
  }

  /** Begins the next part when one is over. Returns whether it did. */
  private boolean moveOn() {
    if (portSearch == null && echoes.done() && isSilent()) {
      portSearch = new PortSearch(question, Math.min(PORT_WAIT, question.patience()));
      return true;
    }
    if (second == null && portSearch != null && portSearch.result().isPresent()) {
      second = new TraceDiagnosis(question.by(portSearch.result().get()));
      return true;
    }
    return false;
  }

  /**
   * Whether the target did not answer, unless hops answered up to the largest TTL: then the target
   * may be farther away.
   */
  private boolean isSilent() {
    TraceResult result = echoes.result();
    boolean tooShort =
        result.silentFrom().isPresent() && result.silentFrom().getAsInt() > question.most();
    return !result.reached() && !tooShort;
  }

  @Override
  public void accept(Reply reply) {
    echoes.accept(reply);
    if (portSearch != null) {
      portSearch.accept(reply);
    }
    if (second != null) {
      second.accept(reply);
    }
  }

  @Override
  public void missedFrames() {
    current().missedFrames();
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
    return portSearch == null
        ? echoes.done() && !isSilent()
        : portSearch.done() && portSearch.result().isEmpty();
  }

  @Override
  public TraceResult result() {
    TraceResult result = second != null && second.result().reached() ? second.result() : null;
    TraceResult first = echoes.result();
    int probes =
        first.probes()
            + (portSearch == null ? 0 : portSearch.count())
            + (second == null ? 0 : second.result().probes());
    return (result == null ? first : result).withProbes(probes);
  }
}
