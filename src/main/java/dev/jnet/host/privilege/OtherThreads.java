package dev.jnet.host.privilege;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.jnet.host.Libc;
import java.io.File;
import java.util.Optional;

/**
 * Makes each other thread of this process give its capabilities away. The C library does the same
 * when a process changes its user (nptl(7)).
 *
 * <p>It sends a signal to each thread. The machine code of {@link SignalHandlers} handles the
 * signal.
 */
final class OtherThreads {
  /** The last of the real-time signals, which neither the JVM nor the C library uses. */
  private static final int SIGNAL = 64;

  /**
   * The most rounds through the threads. New threads may start, and some may be slow to handle the
   * signal.
   */
  private static final int ROUNDS = 200;

  /**
   * The pause between the first two rounds, in ns. Most threads handle the signal at once. Each
   * further pause is twice as long.
   */
  private static final long SHORTEST_PAUSE = 50_000;

  private static final long LONGEST_PAUSE = 1_000_000;

  private static final String THREADS = "/proc/self/task";

  private static final NativeLibrary C = NativeLibrary.getProcess();
  private static final Function SYSCALL = C.getFunction("syscall");

  /** Whether the handler is installed. Its code is never freed, because a signal may come late. */
  private static boolean listening;

  private OtherThreads() {}

  /** Drops the capabilities of all other threads. Returns whether none has any left. */
  static boolean dropCapabilities() {
    Optional<SignalHandlers> handler = SignalHandlers.ofThisProcessor();
    return handler.isPresent() && listen(handler.get()) && drop(handler.get());
  }

  private static boolean drop(SignalHandlers handler) {
    int self = SYSCALL.invokeInt(new Object[] {handler.calls().gettid});
    long process =
        C.getFunction("getpid")
            .invokeInt(new Object[0]); // ProcessHandle would begin with a pool of threads
    for (int round = 0; round < ROUNDS; round++) {
      String[] threads = new File(THREADS).list();
      if (threads == null) {
        return false;
      }
      boolean all = true;
      for (String name : threads) {
        int thread = Integer.parseInt(name);
        // a thread that has ended has none
        if (thread != self && Capabilities.permitted(thread) != 0) {
          all = false;
          SYSCALL.invokeInt(
              new Object[] {handler.calls().tgkill, process, (long) thread, (long) SIGNAL});
        }
      }
      if (all) {
        return true;
      }
      pause(Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(round, Byte.SIZE)));
    }
    return false;
  }

  /**
   * Installs the machine code as the handler of the signal. Returns false when no memory may hold
   * machine code.
   */
  private static boolean listen(SignalHandlers handler) {
    if (listening) {
      return true;
    }
    listening =
        SignalHandlers.answer(SIGNAL, handler.dropCode(OwnProcess.leavesRoot())).isPresent();
    return listening;
  }

  /** Waits for {@code nanoseconds} ns, less than a second. */
  private static void pause(long nanoseconds) {
    try (Memory time = new Memory(2L * NativeLong.SIZE)) {
      time.setNativeLong(0, new NativeLong(0));
      time.setNativeLong(NativeLong.SIZE, new NativeLong(nanoseconds));
      Libc.ppoll(Pointer.NULL, 0, time);
    }
  }
}
