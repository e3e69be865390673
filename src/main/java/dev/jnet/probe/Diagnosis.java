package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A question to the network in progress: a state machine without clock, I/O or thread. Times are in
 * ns on the link's clock.
 *
 * @param <R> the immutable record that holds the answer
 */
public interface Diagnosis<R> {
  /** {@link #wakeAt} of a diagnosis that waits for nothing but replies. */
  long NEVER = Long.MAX_VALUE;

  /**
   * The next probe to send at {@code now}, or empty when nothing is due. The prober sends each
   * probe before it asks for the next one: {@code now} is the time of sending, however slow the
   * pace is.
   */
  Optional<Probe> next(long now);

  /** Takes in what came back for a probe, or what became of it. */
  void accept(Reply reply);

  /**
   * A frame of somebody else has arrived. It is handed over right afterwards, as a reply or to be
   * overheard; this call is for diagnoses that show its bytes.
   */
  default void arrives(Frame frame) {}

  /**
   * Takes a frame that arrived and answers none of the probes. On a link that watches this
   * machine's kernel, the kernel's frames come here too.
   */
  default void overhear(Frame frame) {}

  /**
   * The kernel saw a probe leave at {@code at}. A link that can see this tells it once for each
   * probe, after it was sent. Most diagnoses need only the round trips of the replies.
   */
  default void left(Probe probe, long at) {}

  /**
   * Takes out the probes whose answers are of no use any more, each of them once: they need not be
   * remembered. Most diagnoses end before that matters.
   */
  default List<Probe> takeSettled() {
    return List.of();
  }

  /** When {@link #next} will have something that it has not now, or when waiting is over. */
  long wakeAt();

  /** Whether the answer is known as well as it ever will be. */
  boolean done();

  /** The answer; before it is {@linkplain #done() done}, what is known so far. */
  R result();
}
