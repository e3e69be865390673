package dev.jnet.testnet;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable in user space: carries what one device sends to the other, a fixed time later.
 *
 * <p>The kernel's own means for this, netem, is missing from many kernels; this works on all, and
 * the same on all. One thread does everything: it waits for a frame or for the next one to be due,
 * whichever comes first.
 */
final class Relay implements AutoCloseable {
  private static final int LONGEST_FRAME = 65_535 + 18;
  private static final int POLLFD_LENGTH = 8;
  private static final short POLLIN = 1;
  private static final short POLLERR = 8;
  private static final int READS_IN_A_ROW = 64;

  private final int near;
  private final int far;
  private final int stop = LibC.check(LibC.eventfd(0, 0), "eventfd");
  private final long delay;
  private final Lane there;
  private final Lane back;
  private final Thread thread;
  private volatile boolean stopping;

  private static final class Held {
    final long due;
    final byte[] frame;

    Held(long due, byte[] frame) {
      this.due = due;
      this.frame = frame;
    }
  }

  /**
   * One direction. The delay is the same for all frames, so that the queue is in the order of their
   * times.
   */
  private record Lane(int from, int to, int longest, Deque<Held> held) {}

  /**
   * Starts to carry between two descriptors of devices, which it takes over.
   *
   * @param delay nanoseconds each way, from 0 on
   * @param longest bytes of the longest frame that gets through; longer ones vanish, as at a real
   *     receiver
   */
  Relay(int near, int far, long delay, int longest) {
    this.near = near;
    this.far = far;
    this.delay = delay;
    this.there = new Lane(near, far, longest, new ArrayDeque<>());
    this.back = new Lane(far, near, longest, new ArrayDeque<>());
    this.thread = new Thread(this::run, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (Memory buffer = new Memory(LONGEST_FRAME);
        Memory polled = new Memory(3L * POLLFD_LENGTH);
        Memory timeout = new Memory(16)) {
      polled.clear();
      int[] descriptors = {near, far, stop};
      for (int i = 0; i < descriptors.length; i++) {
        polled.setInt((long) i * POLLFD_LENGTH, descriptors[i]);
        polled.setShort((long) i * POLLFD_LENGTH + 4, POLLIN);
      }
      while (!stopping) {
        long wait = Math.min(deliver(there, buffer), deliver(back, buffer));
        timeout.setLong(0, wait / 1_000_000_000L);
        timeout.setLong(8, wait % 1_000_000_000L);
        int ready = LibC.ppoll(polled, 3, wait == Long.MAX_VALUE ? null : timeout, null);
        if (ready > 0) {
          take(there, buffer);
          take(back, buffer);
          if (((polled.getShort(6) | polled.getShort(POLLFD_LENGTH + 6)) & POLLERR) != 0) {
            // A device that is down is always ready, to say so.
            LockSupport.parkNanos(1_000_000);
          }
        }
      }
    }
  }

  /**
   * Delivers what is due; the nanoseconds until the next is, or the largest number when nothing is
   * held.
   */
  private static long deliver(Lane lane, Memory buffer) {
    while (true) {
      Held next = lane.held.peek();
      if (next == null) {
        return Long.MAX_VALUE;
      }
      long left = next.due - System.nanoTime();
      if (left > 0) {
        return left;
      }
      lane.held.remove();
      buffer.write(0, next.frame, 0, next.frame.length);
      // A frame for a device that is down is lost, like one on a cable that was pulled.
      LibC.write(lane.to, buffer, next.frame.length);
    }
  }

  private void take(Lane lane, Memory buffer) {
    for (int i = 0; i < READS_IN_A_ROW; i++) {
      int length = (int) LibC.read(lane.from, buffer, LONGEST_FRAME);
      if (length <= 0) {
        return;
      }
      if (length <= lane.longest) {
        lane.held.add(new Held(System.nanoTime() + delay, buffer.getByteArray(0, length)));
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    try (Memory one = new Memory(8)) {
      one.setLong(0, 1);
      if (LibC.write(stop, one, 8) != 8) {
        throw new IllegalStateException("eventfd: errno " + Native.getLastError());
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw Wait.interrupted(e);
    } finally {
      LibC.close(near);
      LibC.close(far);
      LibC.close(stop);
    }
  }
}
