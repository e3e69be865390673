package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A question to the network in progress: no clock, no I/O, no thread. Times are ns on the link's
 * clock.
 *
 * @param <R> the immutable record that holds the answer
 */
public interface Diagnosis<R> {
  /** {@link #wakeAt} of a diagnosis that waits for nothing but replies. */
  long NEVER = Long.MAX_VALUE;

  /**
   * The next probe to send at {@code now}, or empty when nothing is due. It is asked for one at a
   * time, and sent before the next is asked for, so that the time of sending is known to be {@code
   * now} however slow the pace is.
   */
  Optional<Probe> next(long now);

  /** What came back, or became of a probe. */
  void accept(Reply reply);

  /**
   * A frame of somebody else has arrived, and is handed over at once as a reply or to be overheard:
   * for those who show its octets.
   */
  default void arrives(Frame frame) {}

  /**
   * A frame of somebody else that answers none of the probes, this machine's kernel included where
   * the link watches it: what to make of it is for those to say who listen as well as ask.
   */
  default void overhear(Frame frame) {}

  /**
   * The kernel saw a probe leave at {@code at}: told where the link can see that, once a probe, and
   * not before it was sent. Most diagnoses need only the round trips of the replies.
   */
  default void left(Probe probe, long at) {}

  /**
   * Probes whose answers are of no use any more, since this was asked last: they need not be
   * remembered. Most diagnoses end before that matters.
   */
  default List<Probe> settled() {
    return List.of();
  }

  /** When {@link #next} will have something that it has not now, or when waiting is over. */
  long wakeAt();

  /** Whether the answer is known, as well as it ever will be. */
  boolean done();

  /** The answer; before it is {@linkplain #done() done}, what is known so far. */
  R result();
}
