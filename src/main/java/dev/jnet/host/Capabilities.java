package dev.jnet.host;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Gives this process's capabilities away ({@code capabilities(7)}).
 *
 * <p>On Linux each thread has its own, and can give away no others. The JVM has some twenty threads
 * before the first line of Java runs. So a signal is sent to each of them, whose handler is two
 * system calls in machine code: what the C library does itself when a process changes its user
 * (nptl(7)). Each thread also forgoes what a program file might give it later (no_new_privs).
 */
public final class Capabilities {
  /** Past the permissions of files. */
  public static final int DAC_OVERRIDE = 1;

  /** Past the permissions of files, for reading. */
  public static final int DAC_READ_SEARCH = 2;

  /** Changing the network's settings. */
  public static final int NET_ADMIN = 12;

  /** Raw packets. */
  public static final int NET_RAW = 13;

  private static final int VERSION_3 = 0x20080522;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int PAGE = 4096;

  /** The last of the real-time signals, which neither the JVM nor the C library uses. */
  private static final int SIGNAL = 64;

  private static final int SA_RESTART = 0x10000000;

  /** Handler, mask of 1,024 signals, flags, restorer. */
  private static final int SIGACTION = 8 + 128 + 8 + 8;

  private static final int SIGACTION_FLAGS = 8 + 128;
  private static final int SYS_TGKILL = 234;
  private static final int SYS_GETTID = 186;

  /** Rounds through the threads: new ones may come, and one may be slow to hear. */
  private static final int ROUNDS = 200;

  /** Between the first of them, in ns: most threads hear at once. Twice as long each time. */
  private static final long SHORTEST_PAUSE = 50_000;

  private static final long LONGEST_PAUSE = 1_000_000;

  /**
   * For x86-64: prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), capset(header, data), return. Header and
   * data lie 64 and 72 octets behind the beginning.
   */
  private static final int[] HANDLER = {
    0xf3,
    0x0f,
    0x1e,
    0xfa, // endbr64
    0xb8,
    157,
    0,
    0,
    0, // mov eax, prctl
    0xbf,
    PR_SET_NO_NEW_PRIVS,
    0,
    0,
    0, // mov edi
    0xbe,
    1,
    0,
    0,
    0, // mov esi
    0x31,
    0xd2, // xor edx, edx
    0x45,
    0x31,
    0xd2, // xor r10d, r10d
    0x45,
    0x31,
    0xc0, // xor r8d, r8d
    0x0f,
    0x05, // syscall
    0x48,
    0x8d,
    0x3d,
    28,
    0,
    0,
    0, // lea rdi, [header]
    0x48,
    0x8d,
    0x35,
    29,
    0,
    0,
    0, // lea rsi, [data]
    0xb8,
    126,
    0,
    0,
    0, // mov eax, capset
    0x0f,
    0x05, // syscall
    0xc3 // ret
  };

  private static final String THREADS = "/proc/self/task";
  private static final int HEADER = 64;
  private static final int DATA = 72;

  private static final NativeLibrary C = NativeLibrary.getProcess();
  private static final Function CAPGET = C.getFunction("capget");
  private static final Function SYSCALL = C.getFunction("syscall");

  private static boolean listening;

  private Capabilities() {}

  /** A set of capabilities, one bit each. */
  public static long set(int... capabilities) {
    long set = 0;
    for (int capability : capabilities) {
      set |= 1L << capability;
    }
    return set;
  }

  /** What this thread may make effective. */
  public static long permitted() {
    return permitted(0);
  }

  /** What a thread may make effective, 0 for this one; nothing where it is not there. */
  private static long permitted(int thread) {
    byte[] data = new byte[24];
    if (CAPGET.invokeInt(new Object[] {header(thread), data}) < 0) {
      return 0;
    }
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
    return Integer.toUnsignedLong(in.getInt(4)) | Integer.toUnsignedLong(in.getInt(16)) << 32;
  }

  /**
   * Gives away what this thread has, but for these; and no program that it starts gets more.
   *
   * @param permitted what it may still make effective; what it has not it does not get
   * @param effective those of them that are in force
   * @throws HostException when the kernel refuses
   */
  public static void keep(long permitted, long effective) throws HostException {
    long held = permitted();
    byte[] data = data(permitted & held, effective & held);
    if (call("prctl", PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) < 0
        || call("capset", header(0), data) < 0) {
      throw HostException.refused("capabilities cannot be given away", Libc.errno());
    }
  }

  /**
   * Gives away all that this thread has: for one that begins later than the others gave theirs
   * away, and reads what comes from the network.
   *
   * @throws HostException when the kernel refuses
   */
  public static void giveAway() throws HostException {
    if (permitted() != 0) {
      keep(0, 0);
    }
  }

  /** This thread's number to the kernel; 0 on processors whose system calls are not known here. */
  public static int thread() {
    return isKnownProcessor() ? SYSCALL.invokeInt(new Object[] {(long) SYS_GETTID}) : 0;
  }

  private static boolean isKnownProcessor() {
    return System.getProperty("os.arch").equals("amd64");
  }

  /**
   * Begins to take all capabilities from all other threads of this process, but for some that still
   * need theirs: to have most of {@link #takeFromOthers} done beside something else.
   *
   * @param needing their numbers to the kernel
   */
  public static void beginToTakeFromOthers(int... needing) {
    String[] threads = listen() ? new File(THREADS).list() : null;
    if (threads == null) {
      return; // as who takes them will find out
    }
    int self = thread();
    long process = call("getpid"); // ProcessHandle would begin with a pool of threads
    for (String name : threads) {
      int thread = Integer.parseInt(name);
      if (thread != self && !isAmong(needing, thread)) {
        signal(process, thread);
      }
    }
  }

  private static boolean isAmong(int[] threads, int thread) {
    for (int each : threads) {
      if (each == thread) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes all capabilities from all other threads of this process.
   *
   * @return whether all are gone; false on other processors than x86-64, whose machine code is not
   *     known here, and where no memory may hold any
   */
  public static boolean takeFromOthers() {
    if (!listen()) {
      return false;
    }
    int self = thread();
    long process = call("getpid");
    for (int round = 0; round < ROUNDS; round++) {
      String[] threads = new File(THREADS).list();
      if (threads == null) {
        return false;
      }
      boolean all = true;
      for (String name : threads) {
        int thread = Integer.parseInt(name);
        if (thread != self && !isWithout(thread)) {
          all = false;
          signal(process, thread);
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
   * Has the signal answered by the machine code, from now on: one that comes late must find it.
   * False where that is not possible.
   */
  private static boolean listen() {
    if (listening || !isKnownProcessor()) {
      return listening;
    }
    Pointer code =
        C.getFunction("mmap")
            .invokePointer(
                new Object[] {
                  Pointer.NULL,
                  (long) PAGE,
                  PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS,
                  -1,
                  0L
                });
    if (Pointer.nativeValue(code) == -1) {
      return false;
    }
    for (int i = 0; i < HANDLER.length; i++) {
      code.setByte(i, (byte) HANDLER[i]);
    }
    code.write(HEADER, header(0), 0, 8);
    code.write(DATA, data(0, 0), 0, 24);
    if (call("mprotect", code, (long) PAGE, PROT_READ | PROT_EXEC) < 0) {
      return false;
    }
    ByteBuffer action = ByteBuffer.allocate(SIGACTION).order(ByteOrder.nativeOrder());
    action.putLong(0, Pointer.nativeValue(code)).putInt(SIGACTION_FLAGS, SA_RESTART);
    listening = call("sigaction", SIGNAL, action.array(), null) == 0;
    return listening;
  }

  /** Whether a thread has no capability left; one that has ended has none. */
  private static boolean isWithout(int thread) {
    return permitted(thread) == 0;
  }

  /** Waits for less than a second. */
  private static void pause(long nanoseconds) {
    try (Memory time = new Memory(2L * NativeLong.SIZE)) {
      time.setNativeLong(0, new NativeLong(0));
      time.setNativeLong(NativeLong.SIZE, new NativeLong(nanoseconds));
      Libc.ppoll(Pointer.NULL, 0, time);
    }
  }

  /** {@code struct __user_cap_header_struct}: version, and which thread, 0 for this one. */
  private static byte[] header(int thread) {
    ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    return out.putInt(VERSION_3).putInt(thread).array();
  }

  /**
   * Twice effective, permitted and inheritable, 32 bits each: the low halves, and the high ones.
   */
  private static byte[] data(long permitted, long effective) {
    ByteBuffer out = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    out.putInt(0, (int) effective).putInt(4, (int) permitted);
    out.putInt(12, (int) (effective >>> 32)).putInt(16, (int) (permitted >>> 32));
    return out.array();
  }

  private static int call(String function, Object... arguments) {
    return C.getFunction(function).invokeInt(arguments);
  }

  private static void signal(long process, int thread) {
    SYSCALL.invokeInt(new Object[] {(long) SYS_TGKILL, process, (long) thread, (long) SIGNAL});
  }
}
