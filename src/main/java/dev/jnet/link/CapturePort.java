package dev.jnet.link;

import dev.jnet.host.Errno;

/**
 * One handle on an interface: it captures the frames that go one way, without waiting, and injects.
 * For one thread.
 */
public abstract class CapturePort implements AutoCloseable {
  /** How long a full queue may hold up a frame. In ns. */
  private static final long SEND_PATIENCE = 100_000_000L;

  private final String name;
  private final LinkType type;
  private final int descriptor;
  private boolean open = true;

  /**
   * A port that is open.
   *
   * @param name of the interface
   * @param type what its frames begin with
   * @param descriptor what to wait for with ppoll(2)
   */
  protected CapturePort(String name, LinkType type, int descriptor) {
    this.name = name;
    this.type = type;
    this.descriptor = descriptor;
  }

  /** The interface's name. */
  protected final String name() {
    return name;
  }

  /** What the frames begin with. */
  public final LinkType type() {
    return type;
  }

  /** What to wait for with ppoll(2). */
  public final int descriptor() {
    return descriptor;
  }

  /** The next frame that was captured, or null when there is none now. Never waits. */
  public final Captured next() throws LinkException {
    requireOpen();
    return read();
  }

  /**
   * Something other than frames has come from the interface: is it still of use?
   *
   * @throws LinkException when it is not
   */
  public final void check() throws LinkException {
    requireOpen();
    requireSound();
    checkUp();
  }

  /**
   * Looks at the interface itself.
   *
   * @throws LinkException when it is down, or gone
   */
  public final void checkUp() throws LinkException {
    InterfaceTrouble.requireUp(name);
  }

  /**
   * Sends one frame, waiting a little while the queue is full.
   *
   * @throws FrameRefusedException when this frame is not taken
   * @throws LinkException when no frame is
   */
  public final void inject(byte[] frame) throws LinkException {
    requireOpen();
    int errno = send(frame);
    if (errno == Errno.EAGAIN && new Poller(descriptor).writable(SEND_PATIENCE)) {
      errno = send(frame);
    }
    if (errno != 0) {
      throw InterfaceTrouble.notSent(name, frame.length, errno);
    }
  }

  /** Frames that the kernel had no room for since this was asked last; 0 where it is not known. */
  public final long uncaptured() {
    return open ? dropped() : 0;
  }

  private void requireOpen() throws LinkException {
    if (!open) {
      throw new LinkException("the link has been closed");
    }
  }

  /** Takes some 15 to 30 ms, in the kernel. */
  @Override
  public final void close() {
    if (open) {
      open = false;
      release();
    }
  }

  /** The next frame that was captured, or null when there is none now. */
  protected abstract Captured read() throws LinkException;

  /** Throws what the kernel says to be wrong with the handle; nothing where it says nothing. */
  protected abstract void requireSound() throws LinkException;

  /** Sends a frame without waiting: 0, or the error number. */
  protected abstract int send(byte[] frame);

  /** Frames that the kernel had no room for since this was asked last. */
  protected abstract long dropped();

  /** Gives the handle back to the kernel. Called once, and nothing is called afterwards. */
  protected abstract void release();
}
