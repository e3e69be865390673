package dev.jnet.host.privilege;

import com.sun.jna.NativeLibrary;
import dev.jnet.host.HostException;
import dev.jnet.host.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Gives this process's capabilities away ({@code capabilities(7)}).
 *
 * <p>On Linux, each thread has its own capabilities and can give away only these. The JVM has some
 * twenty threads before the first line of Java runs. Each thread also gives up what a program file
 * might grant it later (no_new_privs).
 */
public final class Capabilities {
  /** Ignore the permissions of files. */
  public static final int DAC_OVERRIDE = 1;

  /** Ignore the permissions of files when reading. */
  public static final int DAC_READ_SEARCH = 2;

  /** Change the network's settings. */
  public static final int NET_ADMIN = 12;

  /** Send and capture raw packets. */
  public static final int NET_RAW = 13;

  private static final int VERSION_3 = 0x20080522;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_KEEPCAPS = 8;
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  /** Where {@code struct __user_cap_data_struct} has its sets of 32, the first of two. */
  private static final int EFFECTIVE = 0;

  private static final int PERMITTED = 4;
  private static final int DATA = 12;

  private static final NativeLibrary C = NativeLibrary.getProcess();

  private Capabilities() {}

  /** A set of capabilities as a number, one bit for each. */
  public static long set(int... capabilities) {
    long set = 0;
    for (int capability : capabilities) {
      set |= 1L << capability;
    }
    return set;
  }

  /** The capabilities that this thread may make effective. */
  public static long permitted() {
    return permitted(0);
  }

  /**
   * The capabilities that a thread may make effective, none when the thread does not exist. Thread
   * 0 is this one.
   */
  static long permitted(int thread) {
    return get(thread, PERMITTED);
  }

  /** The capabilities that are in force in this thread. */
  static long effective() {
    return get(0, EFFECTIVE);
  }

  private static long get(int thread, int set) {
    byte[] data = new byte[2 * DATA];
    if (call("capget", header(thread), data) < 0) {
      return 0;
    }
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
    return Integer.toUnsignedLong(in.getInt(set))
        | Integer.toUnsignedLong(in.getInt(DATA + set)) << 32;
  }

  /**
   * Gives away all capabilities of this thread except these. Programs that it starts cannot get
   * more.
   *
   * @param permitted the capabilities that it may still make effective. It does not get those that
   *     it does not have
   * @param effective the permitted capabilities that are in force
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
   * Gives away all capabilities of this thread. A thread that starts late and reads from the
   * network calls it, because it began after the others gave theirs away.
   *
   * @throws HostException when the kernel refuses
   */
  public static void giveAway() throws HostException {
    if (permitted() != 0) {
      becomeNobody();
      keep(0, 0);
    }
  }

  /**
   * Takes all capabilities from all other threads of this process. From then on no other process of
   * the same user may trace this one, nor take its sockets. Otherwise the kernel would only check
   * the capabilities of the thread that is traced, although all threads share their memory.
   *
   * @return whether all are gone; false on processors other than x86-64 and AArch64, and when no
   *     memory may hold machine code
   */
  public static boolean takeFromOthers() {
    call("prctl", PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
    return OtherThreads.dropCapabilities();
  }

  /**
   * Makes this thread the user nobody if it is root, in no group but nobody's. It keeps the
   * capabilities that it may make effective, and none is in force until {@link #keep}. It stays
   * root where the kernel does not know that user (in a user namespace), and on other processors
   * than x86-64 and AArch64.
   */
  public static void becomeNobody() {
    Optional<SignalHandlers> handler = SignalHandlers.ofThisProcessor();
    if (!OwnProcess.leavesRoot() || handler.isEmpty()) {
      return;
    }
    SignalHandlers.Calls calls = handler.get().calls();
    long nobody = SignalHandlers.NOBODY;
    call("prctl", PR_SET_KEEPCAPS, 1L, 0L, 0L, 0L);
    call("syscall", calls.setgroups, 0L, 0L);
    call("syscall", calls.setresgid, nobody, nobody, nobody);
    call("syscall", calls.setresuid, nobody, nobody, nobody);
    call("prctl", PR_SET_KEEPCAPS, 0L, 0L, 0L, 0L);
  }

  /** {@code struct __user_cap_header_struct}: the version, and the thread (0 for this one). */
  private static byte[] header(int thread) {
    ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    return out.putInt(VERSION_3).putInt(thread).array();
  }

  /**
   * The sets effective, permitted and inheritable, 32 bits each: first their low halves, then their
   * high halves.
   */
  private static byte[] data(long permitted, long effective) {
    ByteBuffer out = ByteBuffer.allocate(2 * DATA).order(ByteOrder.nativeOrder());
    out.putInt(EFFECTIVE, (int) effective).putInt(PERMITTED, (int) permitted);
    out.putInt(DATA + EFFECTIVE, (int) (effective >>> 32));
    out.putInt(DATA + PERMITTED, (int) (permitted >>> 32));
    return out.array();
  }

  private static int call(String function, Object... arguments) {
    return C.getFunction(function).invokeInt(arguments);
  }
}
