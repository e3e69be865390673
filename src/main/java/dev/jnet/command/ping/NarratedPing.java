package dev.jnet.command.ping;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/** A ping that is told about while it goes on. */
final class NarratedPing extends ForwardingDiagnosis<PingResult> {
  private final PingDiagnosis ping;
  private final Narrator narrator;

  /** Who tells. */
  interface Narrator {
    void tell(PingEvent event);
  }

  NarratedPing(PingDiagnosis ping, Narrator narrator) {
    super(ping);
    this.ping = ping;
    this.narrator = narrator;
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = super.next(now);
    narrate();
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    narrate();
  }

  @Override
  public void overhear(Frame frame) {
    super.overhear(frame);
    narrate();
  }

  private void narrate() {
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      narrator.tell(event.get());
    }
  }
}
