package dev.jnet.command.ping;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;

/** A ping that reports each event to a listener at once. */
final class NarratedPing extends ForwardingDiagnosis<PingResult> {
  private final PingDiagnosis ping;
  private final Listener listener;

  /** Receives the events of a ping. */
  interface Listener {
    void tell(PingEvent event);
  }

  NarratedPing(PingDiagnosis ping, Listener listener) {
    super(ping);
    this.ping = ping;
    this.listener = listener;
  }

  @Override
  public Optional<Probe> next(long now) {
    Optional<Probe> probe = super.next(now);
    tellListener();
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    tellListener();
  }

  @Override
  public void overhear(Frame frame) {
    super.overhear(frame);
    tellListener();
  }

  private void tellListener() {
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      listener.tell(event.get());
    }
  }
}
