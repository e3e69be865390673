package dev.jnet.link;

import java.util.Optional;

/** Where frames leave and arrive, and the only place where time passes. For one thread. */
public interface Link extends AutoCloseable {
  /** Which header comes before the IP packets on this link. */
  LinkType type();

  /**
   * The time in ns on this link's clock, which never goes back. Frames are stamped by this clock.
   */
  long now();

  /**
   * Sends one frame, with its header.
   *
   * @throws FrameRefusedException when this frame does not go out, but others may
   * @throws LinkException when the link is broken
   */
  void send(byte[] frame) throws LinkException;

  /**
   * Waits for the next frame until {@code deadline}, in ns on this link's clock. A frame that is
   * there already is returned even when the deadline has passed. A link that can see its own frames
   * leave returns them too, as {@linkplain Frame#outgoing() outgoing} ones with the time when they
   * left.
   *
   * <p>The answer may be empty before the deadline, too. Only the clock tells whether it has come.
   *
   * @throws LinkException when the link is broken
   */
  Optional<Frame> receive(long deadline) throws LinkException;

  /**
   * How many frames passed since the last call that were not captured because they came too fast.
   * Any of them may have been an answer. 0 where that is not known.
   */
  default long uncaptured() {
    return 0;
  }

  /**
   * The time since the last call in which this process did not run, in ns. This link's clock leaves
   * it out. 0 where that is not known.
   */
  default long paused() {
    return 0;
  }

  /**
   * Tells the link that a run begins or ends. During a run this link is called again and again, so
   * a long time without a call shows that this process did not run. Runs may be nested: what is
   * between the inner ones is part of the outer one.
   */
  default void running(boolean isRunning) {}

  @Override
  void close() throws LinkException;
}
