package dev.jnet.cli;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/** A ping that is told about while it goes on. */
final class NarratedPing implements Diagnosis<PingResult> {
  private final PingDiagnosis ping;
  private final Narrator narrator;

  /** Who tells. */
  interface Narrator {
    void tell(PingEvent event);
  }

  NarratedPing(PingDiagnosis ping, Narrator narrator) {
    this.ping = ping;
    this.narrator = narrator;
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = ping.next(now);
    narrate();
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    ping.accept(reply);
    narrate();
  }

  @Override
  public void overhear(Frame frame) {
    ping.overhear(frame);
    narrate();
  }

  private void narrate() {
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      narrator.tell(event.get());
    }
  }

  @Override
  public void left(Probe probe, long at) {
    ping.left(probe, at);
  }

  @Override
  public long wakeAt() {
    return ping.wakeAt();
  }

  @Override
  public boolean done() {
    return ping.done();
  }

  @Override
  public PingResult result() {
    return ping.result();
  }
}
