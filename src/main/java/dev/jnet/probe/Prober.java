package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs a diagnosis on a link: send what is due, receive until the next deadline, hand over. It
 * never sleeps: only the link lets time pass.
 */
public final class Prober {
  /** The longest wait at a time, in ns: so soon a wish to stop is noticed. */
  private static final long SLICE = 50_000_000L;

  /** Frames handed over before timers are looked at again: a flood must not hold them up. */
  private static final int MAX_AT_ONCE = 256;

  /** Probes sent before what has arrived is looked at: it waits in a ring that is not endless. */
  private static final int MAX_UNREAD = 64;

  /**
   * How long that may take, in ns. Otherwise a diagnosis could time out although its answer has
   * arrived.
   */
  private static final long LONGEST_UNREAD = 5_000_000L;

  private final Link link;
  private final Pace pace;
  private final BooleanSupplier stopped;
  private final RememberedProbes remembered = new RememberedProbes();
  private final Matcher matcher = new Matcher(remembered);
  private int sent;
  private int received;
  private long uncaptured;

  /**
   * A prober for one run.
   *
   * @param stopped asked at least every 50 ms of the link's time: true ends the run early
   */
  public Prober(Link link, Pace pace, BooleanSupplier stopped) {
    this.link = link;
    this.pace = pace;
    this.stopped = stopped;
  }

  /**
   * Runs until the diagnosis is done, the deadline has come, or somebody wants it to stop.
   *
   * @param deadline ns on the link's clock
   * @return the diagnosis's result, or what is known of it by then
   * @throws LinkException when the link breaks; what is known so far the diagnosis still tells
   */
  public <R> R run(Diagnosis<R> diagnosis, long deadline) throws LinkException {
    try {
      return loop(diagnosis, deadline);
    } finally {
      uncaptured += link.uncaptured();
    }
  }

  private <R> R loop(Diagnosis<R> diagnosis, long deadline) throws LinkException {
    while (true) {
      long wakeAt = sendDue(diagnosis);
      for (Probe settled : diagnosis.takeSettled()) {
        remembered.forget(settled.flow());
      }
      if (diagnosis.done() || stopped.getAsBoolean() || link.now() >= deadline) {
        return diagnosis.result();
      }
      receive(diagnosis, Math.min(Math.min(wakeAt, deadline), link.now() + SLICE));
    }
  }

  /** Sends what is due, as fast as the pace allows; tells when to come back. */
  private long sendDue(Diagnosis<?> diagnosis) throws LinkException {
    long begunAt = link.now();
    for (int i = 0; !diagnosis.done(); i++) {
      long now = link.now();
      if (i == MAX_UNREAD || now - begunAt > LONGEST_UNREAD) {
        return now;
      }
      if (pace.readyAt() > now) {
        return pace.readyAt();
      }
      Optional<Probe> probe = diagnosis.next(now);
      if (probe.isEmpty()) {
        break;
      }
      send(diagnosis, probe.get(), now);
    }
    return diagnosis.wakeAt();
  }

  private void send(Diagnosis<?> diagnosis, Probe probe, long now) throws LinkException {
    pace.spent(now);
    remembered.add(probe, now);
    try {
      link.send(probe.frame());
      for (byte[] further : probe.furtherFrames()) {
        link.send(further);
      }
      sent++;
    } catch (FrameRefusedException e) {
      diagnosis.accept(
          new Reply.Refused(probe, new Reply.Timing(link.now(), 0, false, false), e.reason()));
    }
  }

  /**
   * Hands over what has arrived before any timer is looked at, because a reply that is read late
   * did not come late.
   */
  private void receive(Diagnosis<?> diagnosis, long until) throws LinkException {
    Optional<Frame> frame = link.receive(until);
    for (int i = 1; frame.isPresent(); i++) {
      handOver(diagnosis, frame.get());
      if (i == MAX_AT_ONCE || diagnosis.done()) {
        return;
      }
      frame = link.receive(Long.MIN_VALUE);
    }
  }

  private void handOver(Diagnosis<?> diagnosis, Frame frame) {
    if (frame.foreign()) {
      diagnosis.overhear(frame);
      return;
    }
    if (frame.outgoing()) {
      Optional<Probe> probe = remembered.stamp(frame);
      if (probe.isPresent()) {
        diagnosis.left(probe.get(), frame.at());
      }
      return;
    }
    diagnosis.arrives(frame);
    Optional<Reply> reply = matcher.match(frame);
    if (reply.isPresent()) {
      received++;
      diagnosis.accept(reply.get());
    } else {
      diagnosis.overhear(frame);
    }
  }

  /** What has passed through in all runs so far; during a run without what was not captured. */
  public Tally tally() {
    return new Tally(sent, received, matcher.unmatched(), uncaptured);
  }
}
