package dev.jnet.testnet;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The system calls that making a network device takes, and that Java has no names for. */
final class LibC {
  static final int EAGAIN = 11;

  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN = 1;
  private static final short IFF_TAP = 2;
  private static final short IFF_NO_PI = 0x1000;
  private static final int IFREQ_LENGTH = 40;
  private static final int IFNAMSIZ = 16;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  static native int open(String path, int flags);

  static native int close(int fd);

  static native long read(int fd, Pointer buffer, long count);

  static native long write(int fd, Pointer buffer, long count);

  static native int eventfd(int initial, int flags);

  static native int ppoll(Pointer fds, long count, Pointer timeout, Pointer signals);

  private static native int setns(int fd, int type);

  private static native int ioctl(int fd, long request, Pointer argument);

  /**
   * The value of a call that answers below 0 when it has failed.
   *
   * @throws IllegalStateException when it has
   */
  static int check(int value, String what) {
    if (value < 0) {
      throw new IllegalStateException(what + ": errno " + Native.getLastError());
    }
    return value;
  }

  /**
   * Makes a device in a namespace whose far side is a descriptor: what the kernel sends by the
   * device is read there, what is written there the kernel receives. Non-blocking; the device goes
   * when it is closed.
   *
   * @param ethernet whether it carries Ethernet frames (tap) or bare IP packets (tun)
   */
  static int device(String namespace, String name, boolean ethernet) {
    return inside(namespace, () -> deviceHere(name, ethernet));
  }

  /**
   * Has code run in a namespace, and gives what it returns; what it throws is thrown here. The
   * sockets that it opens stay in that namespace.
   */
  static <T> T inside(String namespace, Callable<T> code) {
    // A thread's namespace is its own; this one ends in it, and the others never leave theirs.
    FutureTask<T> done =
        new FutureTask<>(
            () -> {
              enter(namespace);
              return code.call();
            });
    Thread thread = new Thread(done, "inside " + namespace);
    thread.start();
    try {
      return done.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw Wait.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // so a failed assertion looks like one
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void enter(String namespace) {
    int there = check(open("/run/netns/" + namespace, O_RDONLY | O_CLOEXEC), namespace);
    try {
      check(setns(there, CLONE_NEWNET), "setns " + namespace);
    } finally {
      close(there);
    }
  }

  private static int deviceHere(String name, boolean ethernet) {
    int fd = check(open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC), "/dev/net/tun");
    try (Memory request = new Memory(IFREQ_LENGTH)) {
      request.clear();
      request.setString(0, name, "US-ASCII");
      request.setShort(IFNAMSIZ, (short) ((ethernet ? IFF_TAP : IFF_TUN) | IFF_NO_PI));
      if (ioctl(fd, TUNSETIFF, request) < 0) {
        int errno = Native.getLastError();
        close(fd);
        throw new IllegalStateException("TUNSETIFF " + name + ": errno " + errno);
      }
    }
    return fd;
  }
}
