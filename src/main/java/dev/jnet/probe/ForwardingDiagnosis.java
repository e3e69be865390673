package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A diagnosis around another one. Subclasses see or change what passes between it and the prober.
 *
 * @param <R> the type of the answer
 */
public abstract class ForwardingDiagnosis<R> implements Diagnosis<R> {
  private final Diagnosis<R> diagnosis;

  /** Passes everything on to a diagnosis. */
  protected ForwardingDiagnosis(Diagnosis<R> diagnosis) {
    this.diagnosis = diagnosis;
  }

  @Override
  public Optional<Probe> next(long now) {
    return diagnosis.next(now);
  }

  @Override
  public void accept(Reply reply) {
    diagnosis.accept(reply);
  }

  @Override
  public void arrives(Frame frame) {
    diagnosis.arrives(frame);
  }

  @Override
  public void overhear(Frame frame) {
    diagnosis.overhear(frame);
  }

  @Override
  public void filtered(Frame frame) {
    diagnosis.filtered(frame);
  }

  @Override
  public void missedFrames() {
    diagnosis.missedFrames();
  }

  @Override
  public void left(Probe probe, long at) {
    diagnosis.left(probe, at);
  }

  @Override
  public List<Probe> takeSettled() {
    return diagnosis.takeSettled();
  }

  @Override
  public long wakeAt() {
    return diagnosis.wakeAt();
  }

  @Override
  public boolean done() {
    return diagnosis.done();
  }

  @Override
  public R result() {
    return diagnosis.result();
  }
}
