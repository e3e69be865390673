package dev.jnet.link;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.jnet.host.Libc;
import dev.jnet.unit.Nanos;

/**
 * Waits for descriptors with ppoll(2), whose timeout is in nanoseconds. The milliseconds of poll(2)
 * are too coarse for deadlines of a fraction of a round trip.
 */
public final class Poller {
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final int POLLFD = 8; // int fd; short events; short revents
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;

  /** The longest wait in ns, so that its seconds fit any C long. Callers allow for an early end. */
  private static final long LONGEST = 3600 * Nanos.SECOND;

  private final int[] descriptors;
  private final Memory fds;
  private final Memory timeout = new Memory(2L * NativeLong.SIZE);

  public Poller(int... descriptors) {
    this.descriptors = descriptors;
    fds = new Memory((long) POLLFD * Math.max(1, descriptors.length)); // JNA refuses a size of 0
  }

  /**
   * Waits until a descriptor can be read from, or is broken.
   *
   * @param now the time now, in ns
   * @param deadline the end of the wait, in ns on the same clock; any number
   * @return whether one can be read from or is broken
   */
  public boolean readable(long now, long deadline) {
    return wait(deadline <= now ? 0 : deadline - now, POLLIN) > 0;
  }

  /**
   * Waits at most {@code nanos} ns until a descriptor can be written to, or is broken. Returns
   * whether one can or is.
   */
  public boolean writable(long nanos) {
    return wait(nanos, POLLOUT) > 0;
  }

  /** Whether the last wait found data or anything else at a descriptor, by its index. */
  public boolean isReady(int index) {
    return fds.getShort((long) POLLFD * index + REVENTS) != 0;
  }

  /** Whether the last wait found that something other than data has happened to a descriptor. */
  public boolean isBroken(int index) {
    int wanted = fds.getShort((long) POLLFD * index + EVENTS);
    return (fds.getShort((long) POLLFD * index + REVENTS) & ~wanted) != 0;
  }

  /** Waits. A signal ends a wait early, without an error. */
  private int wait(long nanos, short events) {
    for (int i = 0; i < descriptors.length; i++) {
      long at = (long) POLLFD * i;
      fds.setInt(at, descriptors[i]);
      fds.setShort(at + EVENTS, events);
      fds.setShort(at + REVENTS, (short) 0);
    }
    long wait = Math.min(nanos, LONGEST);
    timeout.setNativeLong(0, new NativeLong(wait / Nanos.SECOND));
    timeout.setNativeLong(NativeLong.SIZE, new NativeLong(wait % Nanos.SECOND));
    return Libc.ppoll(fds, descriptors.length, timeout);
  }
}
