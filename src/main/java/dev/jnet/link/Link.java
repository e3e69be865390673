package dev.jnet.link;

import java.util.Optional;

/** Where frames leave and arrive, and the only place where time passes. For one thread. */
public interface Link extends AutoCloseable {
  /** What stands in front of the IP packets on this link. */
  LinkType type();

  /** The time in ns on this link's clock, which never goes back; frames are stamped by the same. */
  long now();

  /**
   * Sends one frame, header included.
   *
   * @throws FrameRefusedException when this frame does not go out, but others may
   * @throws LinkException when the link is broken
   */
  void send(byte[] frame) throws LinkException;

  /**
   * The next frame, waited for until {@code deadline} in ns on this link's clock at the latest; one
   * that is there already is given whatever the deadline. Frames that were sent come back too, as
   * {@linkplain Frame#outgoing() outgoing} ones, stamped when they left, where the link can see
   * that.
   *
   * <p>Empty at the deadline, and at any time before: a caller looks at the clock, not at this.
   *
   * @throws LinkException when the link is broken
   */
  Optional<Frame> receive(long deadline) throws LinkException;

  /**
   * Frames that have passed since this was asked last, and were not captured because they came too
   * fast: any of them may have been an answer. 0 where that is not known.
   */
  default long uncaptured() {
    return 0;
  }

  /**
   * The time in ns in which this process did not run since this was asked last, and which this
   * link's clock leaves out; 0 where that is not known.
   */
  default long paused() {
    return 0;
  }

  /**
   * Tells the link that a run begins or ends. During a run this link is asked again and again: time
   * in which nobody asks is time in which this process did not run.
   */
  default void running(boolean isRunning) {}

  @Override
  void close() throws LinkException;
}
