package dev.jnet.probe;

import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs a diagnosis on a link: it sends what is due, receives until the next deadline, and hands
 * over what came. It never sleeps: time passes only in the link.
 */
public final class Prober {
  /** The longest wait at a time, in ns, and so the longest time until a wish to stop is noticed. */
  private static final long SLICE = 50 * Nanos.MILLISECOND;

  /**
   * The most frames that are handed over before timers are looked at again, so that a flood does
   * not delay them.
   */
  private static final int MAX_AT_ONCE = 256;

  /**
   * The most probes that are sent before received frames are looked at. These wait in a ring of
   * limited size.
   */
  private static final int MAX_UNREAD = 64;

  /**
   * The longest time until received frames are looked at, in ns. Otherwise a diagnosis could time
   * out although its answer has arrived.
   */
  private static final long LONGEST_UNREAD = 5 * Nanos.MILLISECOND;

  /** How often it is looked whether frames were not captured, in ns. It takes a system call. */
  private static final long MISSED_EVERY = Nanos.MILLISECOND;

  private final Link link;
  private final Pace pace;
  private final BooleanSupplier stopped;
  private final RememberedProbes remembered = new RememberedProbes();
  private final Matcher matcher = new Matcher(remembered);
  private int sent;
  private int received;
  private long uncaptured;
  private long lookedForMissedAt = Long.MIN_VALUE / 2;
  private long paused;
  private final List<OtherWayBack> elsewhere = new ArrayList<>();

  /**
   * A prober for one run.
   *
   * @param stopped is asked at least every 50 ms of the link's time; true ends the run early
   */
  public Prober(Link link, Pace pace, BooleanSupplier stopped) {
    this.link = link;
    this.pace = pace;
    this.stopped = stopped;
  }

  /**
   * Runs until the diagnosis is done, the deadline has come, or the run is stopped.
   *
   * @param deadline the end of the run, in ns on the link's clock
   * @return the diagnosis's result, or what is known by then
   * @throws LinkException when the link breaks; the diagnosis still gives what is known so far
   */
  public <R> R run(Diagnosis<R> diagnosis, long deadline) throws LinkException {
    link.running(true);
    try {
      return loop(diagnosis, deadline);
    } finally {
      link.running(false);
      uncaptured += link.uncaptured();
      paused += link.paused();
    }
  }

  private <R> R loop(Diagnosis<R> diagnosis, long deadline) throws LinkException {
    while (true) {
      noteMissed(diagnosis);
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

  /** Tells of frames that were not captured, before a timer counts their absence as silence. */
  private void noteMissed(Diagnosis<?> diagnosis) {
    long now = link.now();
    if (now - lookedForMissedAt < MISSED_EVERY) {
      return;
    }
    lookedForMissedAt = now;
    long frames = link.uncaptured();
    if (frames > 0) {
      uncaptured += frames;
      diagnosis.missedFrames();
    }
  }

  /** Sends what is due, as fast as the pace allows. Returns when to come back, in ns. */
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
   * Hands over what has arrived, before any timer is looked at. A reply that is read late did not
   * arrive late.
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
    boolean dropped = frame.otherEntry().isPresent() && frame.otherEntry().get().dropped();
    if (!dropped) {
      diagnosis.arrives(frame);
    }
    Optional<Reply> reply = matcher.match(frame);
    if (reply.isPresent()) {
      OtherWayBack.note(elsewhere, frame);
    }
    if (dropped) { // no program gets it, so it is no answer
      if (reply.isEmpty()) {
        diagnosis.filtered(frame);
      }
      return;
    }
    if (reply.isPresent()) {
      received++;
      diagnosis.accept(reply.get());
    } else {
      diagnosis.overhear(frame);
    }
  }

  /**
   * What has passed in all runs so far. Frames that were not captured, and pauses, are counted only
   * after a run.
   */
  public Tally tally() {
    return new Tally(
            sent,
            received,
            matcher.unmatched(),
            uncaptured,
            List.copyOf(elsewhere),
            matcher.others())
        .afterPauses(paused);
  }
}
