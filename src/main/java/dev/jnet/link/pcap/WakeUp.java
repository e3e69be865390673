package dev.jnet.link.pcap;

import dev.jnet.host.Errno;
import dev.jnet.host.HostException;
import dev.jnet.host.Libc;

/**
 * Ends a link's wait for frames. Another thread uses it when a message came that is no frame. Where
 * no wait is under way, the next one ends at once.
 */
public final class WakeUp implements AutoCloseable {
  /** EFD_CLOEXEC | EFD_NONBLOCK. */
  private static final int FLAGS = 0x80800;

  private final int descriptor;
  private boolean closed;

  private WakeUp(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Opens one. */
  public static WakeUp open() throws HostException {
    int descriptor = Libc.eventfd(FLAGS);
    if (descriptor < 0) {
      throw HostException.refused("no descriptor for events", Libc.errno());
    }
    return new WakeUp(descriptor);
  }

  /** Ends the wait. Once closed it does nothing. */
  public synchronized void now() {
    // fails only where the count would overflow: then it is not 0, and the wait ends anyway
    if (!closed && Libc.eventfdIncrement(descriptor) < 0 && Libc.errno() != Errno.EAGAIN) {
      throw new IllegalStateException("eventfd: " + Libc.strerror(Libc.errno()));
    }
  }

  /** The descriptor to wait for with ppoll(2). */
  int descriptor() {
    return descriptor;
  }

  /** Forgets that a wait was to be ended. Returns whether one was. */
  boolean isTaken() {
    return Libc.eventfdReset(descriptor) == 0;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      Libc.close(descriptor);
    }
    closed = true;
  }
}
