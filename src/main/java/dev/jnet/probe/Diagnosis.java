package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A question to the network while it is being asked: a state machine without clock, I/O or thread.
 * Times are in ns on the link's clock.
 *
 * @param <R> the type of the answer, an immutable record
 */
public interface Diagnosis<R> {
  /** The {@link #wakeAt} of a diagnosis that waits only for replies. */
  long NEVER = Long.MAX_VALUE;

  /**
   * The next probe to send at {@code now}, or empty when nothing is due. The prober sends each
   * probe before it asks for the next one, so {@code now} is the time of sending at any pace.
   */
  Optional<Probe> next(long now);

  /** Takes a reply to a probe, or a report of what happened to the probe. */
  void accept(Reply reply);

  /**
   * Takes the bytes of a frame that another station sent. The same frame follows at once in {@link
   * #accept} or {@link #overhear}. Only diagnoses that show bytes need this call.
   */
  default void arrives(Frame frame) {}

  /**
   * Takes a frame that answers none of the probes. On a link that watches this machine's kernel,
   * the frames that the kernel sends come here too.
   */
  default void overhear(Frame frame) {}

  /**
   * Takes a frame that answers none of the probes, and that this machine's kernel drops because of
   * the interface by which it came in.
   */
  default void filtered(Frame frame) {}

  /**
   * Tells when the kernel saw a probe leave, in ns. A link that can see this calls it once for each
   * probe. Most diagnoses need only the round-trip times of the replies.
   */
  default void left(Probe probe, long at) {}

  /**
   * Tells that frames have just passed which were not captured. The answers that are awaited now
   * may have been among them, so their silence says nothing. Diagnoses that conclude something from
   * silence ask again.
   */
  default void missedFrames() {}

  /**
   * Takes out the probes whose answers are no longer of use, each of them once, so that the prober
   * can forget them. Most diagnoses end before that matters.
   */
  default List<Probe> takeSettled() {
    return List.of();
  }

  /**
   * When to call {@link #next} again, in ns: it may have a probe then, or the wait for replies is
   * over.
   */
  long wakeAt();

  /** Whether the diagnosis is over: the answer cannot get better. */
  boolean done();

  /** The answer. Before the diagnosis is {@linkplain #done() done}, what is known so far. */
  R result();
}
