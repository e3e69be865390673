package dev.jnet.host;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Has a signal answered by machine code: a handler in Java could not run at any point of any thread
 * of the JVM.
 */
final class SignalCode {
  /** Bytes between the code and the data that it may write: the largest page of Linux. */
  static final int DATA_AT = 1 << 16;

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int SA_RESTART = 0x10000000;

  /** {@code struct sigaction}: handler, mask of 1,024 signals, flags, restorer. */
  private static final int SIGACTION = 8 + 128 + 8 + 8;

  private static final int SIGACTION_FLAGS = 8 + 128;

  private static final NativeLibrary C = NativeLibrary.getProcess();

  private SignalCode() {}

  /**
   * Has a signal answered from now on.
   *
   * @param code that can lie at any address; it is never freed: a signal that comes late must find
   *     it
   * @return the zeros behind it, {@link #DATA_AT} bytes after its beginning, which it may write;
   *     empty where no memory may hold code
   */
  static Optional<Pointer> answer(int signal, byte[] code) {
    Object[] anywhere = {
      Pointer.NULL, 2L * DATA_AT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L
    };
    Pointer memory = C.getFunction("mmap").invokePointer(anywhere);
    if (Pointer.nativeValue(memory) == -1) {
      return Optional.empty();
    }
    memory.write(0, code, 0, code.length);
    // as it makes the page executable, the kernel also sees to the instruction cache of AArch64
    if (call("mprotect", memory, (long) DATA_AT, PROT_READ | PROT_EXEC) < 0) {
      return Optional.empty();
    }
    ByteBuffer action = ByteBuffer.allocate(SIGACTION).order(ByteOrder.nativeOrder());
    action.putLong(0, Pointer.nativeValue(memory)).putInt(SIGACTION_FLAGS, SA_RESTART);
    return call("sigaction", signal, action.array(), null) == 0
        ? Optional.of(memory.share(DATA_AT))
        : Optional.empty();
  }

  private static int call(String function, Object... arguments) {
    return C.getFunction(function).invokeInt(arguments);
  }
}
