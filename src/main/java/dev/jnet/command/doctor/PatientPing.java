package dev.jnet.command.doctor;

import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import java.util.Optional;

/**
 * A ping that waits for answers which others have overtaken. By itself a ping ends when twice the
 * longest round trip so far is over.
 */
final class PatientPing extends ForwardingDiagnosis<PingResult> {
  private final Diagnosis<PingResult> ping;
  private final long patience;
  private long endsAt = NEVER;
  private long now = Long.MIN_VALUE;

  /**
   * A ping that has not begun.
   *
   * @param patience the longest time that it takes, in ns
   */
  PatientPing(PingQuestion question, long patience) {
    this(new PingDiagnosis(question), patience);
  }

  private PatientPing(Diagnosis<PingResult> ping, long patience) {
    super(ping);
    this.ping = ping;
    this.patience = patience;
  }

  @Override
  public Optional<Probe> next(long at) {
    endsAt = endsAt == NEVER ? at + patience : endsAt;
    now = at;
    return super.next(at);
  }

  @Override
  public long wakeAt() {
    return ping.done() ? endsAt : super.wakeAt();
  }

  @Override
  public boolean done() {
    return ping.done() && (now >= endsAt || isAnswered(result()));
  }

  private static boolean isAnswered(PingResult result) {
    return result.received() == result.sent();
  }
}
