package dev.jnet.host;

import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Gives this process's capabilities away ({@code capabilities(7)}).
 *
 * <p>On Linux each thread has its own, and can give away no others; the JVM has some twenty threads
 * before the first line of Java runs. Each thread also forgoes what a program file might give it
 * later (no_new_privs).
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

  private static final NativeLibrary C = NativeLibrary.getProcess();

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
  static long permitted(int thread) {
    byte[] data = new byte[24];
    if (call("capget", header(thread), data) < 0) {
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

  /**
   * Takes all capabilities from all other threads of this process.
   *
   * @return whether all are gone; false on other processors than x86-64 and AArch64, and where no
   *     memory may hold machine code
   */
  public static boolean takeFromOthers() {
    return OtherThreads.dropCapabilities();
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
}
