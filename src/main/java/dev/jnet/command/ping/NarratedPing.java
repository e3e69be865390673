package dev.jnet.command.ping;

import dev.jnet.link.Frame;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A ping that reports each event to a listener at once. */
final class NarratedPing extends ForwardingDiagnosis<PingResult> {
  private final PingDiagnosis ping;
  private final Listener listener;

  private final IntSupplier requests;
  private int answered;

  private static final long NEVER = Long.MIN_VALUE;

  private final long waited;
  private long begun = NEVER;

  /** Receives the events of a ping. */
  interface Listener {
    /**
     * Something happened.
     *
     * @param elapsed ns since the ping began
     */
    void tell(PingEvent event, long elapsed);

    /** Prints the statistics so far, because the user asked for them. */
    void tellStatus(PingResult soFar);
  }

  /**
   * A ping that has not begun.
   *
   * @param requests how often the user has asked for the statistics so far
   * @param waited ns that have passed before, without a way for probes to leave
   */
  NarratedPing(PingDiagnosis ping, Listener listener, IntSupplier requests, long waited) {
    super(ping);
    this.ping = ping;
    this.listener = listener;
    this.requests = requests;
    this.waited = waited;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (begun == NEVER) {
      begun = now - waited;
    }
    Optional<Probe> probe = super.next(now);
    tellListener(now);
    int asked = requests.getAsInt();
    if (asked != answered) {
      answered = asked;
      listener.tellStatus(ping.result());
    }
    return probe;
  }

  @Override
  public void accept(Reply reply) {
    super.accept(reply);
    tellListener(reply.timing().at());
  }

  @Override
  public void overhear(Frame frame) {
    super.overhear(frame);
    tellListener(frame.at());
  }

  private void tellListener(long now) {
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      listener.tell(event.get(), Math.max(0, now - begun));
    }
  }
}
