package dev.jnet.host.privilege;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Signal handlers in machine code, for each processor that jnet knows. They are not in Java,
 * because a signal may interrupt a JVM thread where no Java code may run. The JVM moreover keeps
 * SIGQUIT for itself, to print its threads.
 *
 * <p>With one handler a thread becomes the user nobody and gives its capabilities away: it makes
 * five system calls, {@code prctl(PR_SET_NO_NEW_PRIVS)}, {@code setgroups}, {@code setresgid},
 * {@code setresuid} and {@code capset}. The other one counts. The assembler sources are beside this
 * file; a test compares the bytes with them.
 */
public enum SignalHandlers {
  /** The handlers in {@code drop-handler-x86-64.s} and {@code quit-signal-x86-64.s}. */
  X86_64(
      "amd64",
      Calls.X86_64,
      "f30f1efab89d000000bf26000000be0100000031d24531d24531c00f05" // prctl
          + "b8740000008b3d6000000031f60f05" // setgroups
          + "b8770000008b3d5500000089fe89fa0f05" // setresgid
          + "b8750000008b3d4400000089fe89fa0f05" // setresuid
          + "488d3d13000000488d3514000000b87e0000000f05" // capset
          + "c300000000" // ret
          + "2205082000000000" // header
          + "00".repeat(24) // data
          + "00000000" // groups
          + "feff0000", // user
      "f30f1efa" // endbr64
          + "f0ff05f5ff0000" // lock inc
          + "c3"), // ret

  /** The handlers in {@code drop-handler-aarch64.s} and {@code quit-signal-aarch64.s}. */
  AARCH64(
      "aarch64",
      Calls.AARCH64,
      "5f2403d5e81480d2c00480d2210080d2020080d2030080d2040080d2010000d4" // prctl
          + "80030018010080d2e81380d2010000d4" // setgroups
          + "20030018e103002ae203002aa81280d2010000d4" // setresgid
          + "80020018e103002ae203002a681280d2010000d4" // setresuid
          + "c0000010e1000010680b80d2010000d4" // capset
          + "c0035fd600000000" // ret
          + "2205082000000000" // header
          + "00".repeat(24) // data
          + "00000000" // groups
          + "feff0000", // user
      "5f2403d5" // bti c
          + "e0ff0710" // adr
          + "010040b921040011010000b9" // ldr, add, str
          + "c0035fd6"); // ret

  /** The number of the user nobody and of its group, which a thread of root becomes. */
  static final int NOBODY = 65534;

  /** Bytes of the groups and the user, at the end of the code that drops capabilities. */
  private static final int IDS = 2 * Integer.BYTES;

  /** Bytes between the code and the data that it may write: the largest page of Linux. */
  private static final int DATA_AT = 1 << 16;

  private static final int SIGQUIT = 3;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int SA_RESTART = 0x10000000;
  private static final int SIG_UNBLOCK = 1;

  /** Bytes of {@code sigset_t}: 1,024 signals. */
  private static final int SIGSET = 128;

  /** {@code struct sigaction}: handler, mask of 1,024 signals, flags, restorer. */
  private static final int SIGACTION = 8 + SIGSET + 8 + 8;

  private static final int SIGACTION_FLAGS = 8 + 128;

  /** The numbers of system calls which older C libraries have no function for. */
  enum Calls {
    X86_64(186, 234, 116, 119, 117),
    AARCH64(178, 131, 159, 149, 147);

    final long gettid;
    final long tgkill;
    final long setgroups;
    final long setresgid;
    final long setresuid;

    Calls(long gettid, long tgkill, long setgroups, long setresgid, long setresuid) {
      this.gettid = gettid;
      this.tgkill = tgkill;
      this.setgroups = setgroups;
      this.setresgid = setresgid;
      this.setresuid = setresuid;
    }
  }

  private final String architecture;
  private final Calls calls;
  private final String dropCode;
  private final String quitCode;

  SignalHandlers(String architecture, Calls calls, String dropCode, String quitCode) {
    this.architecture = architecture;
    this.calls = calls;
    this.dropCode = dropCode;
    this.quitCode = quitCode;
  }

  /** The handlers for the processor of this JVM; empty on all other processors. */
  static Optional<SignalHandlers> ofThisProcessor() {
    String architecture = System.getProperty("os.arch");
    for (SignalHandlers each : values()) {
      if (each.architecture.equals(architecture)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The numbers of this processor's system calls. */
  Calls calls() {
    return calls;
  }

  /**
   * The code that drops capabilities, followed by the data that it uses. It works anywhere.
   *
   * @param leavesRoot whether the thread becomes the user nobody; otherwise it stays the user that
   *     it is
   */
  byte[] dropCode(boolean leavesRoot) {
    byte[] bytes = HexFormat.of().parseHex(dropCode);
    if (!leavesRoot) {
      Arrays.fill(bytes, bytes.length - IDS, bytes.length, (byte) -1);
    }
    return bytes;
  }

  /** The code that adds 1 to the number 65,536 bytes after its beginning. It works anywhere. */
  byte[] quitCode() {
    return HexFormat.of().parseHex(quitCode);
  }

  /**
   * Counts the signals SIGQUIT from now on, which a terminal sends on Ctrl-backslash.
   *
   * @return how many have come; always 0 on another processor, or where no memory may hold code.
   *     There the JVM prints its threads as before
   */
  public static IntSupplier quitSignals() {
    Optional<Pointer> counter =
        ofThisProcessor().flatMap(handlers -> answer(SIGQUIT, handlers.quitCode()));
    unblock(SIGQUIT);
    return () -> counter.map(at -> at.getInt(0)).orElse(0);
  }

  /**
   * Lets machine code handle a signal from now on. The code is never freed, because a signal may
   * come late.
   *
   * @return the zeros that the code may write; empty where no memory may hold code
   */
  static Optional<Pointer> answer(int signal, byte[] code) {
    Object[] anywhere = {
      Pointer.NULL, 2L * DATA_AT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L
    };
    Pointer memory = function("mmap").invokePointer(anywhere);
    if (Pointer.nativeValue(memory) == -1) {
      return Optional.empty();
    }
    memory.write(0, code, 0, code.length);
    // on AArch64 the kernel also cleans the instruction cache when it makes the page executable
    Object[] executable = {memory, (long) DATA_AT, PROT_READ | PROT_EXEC};
    if (function("mprotect").invokeInt(executable) < 0) {
      return Optional.empty();
    }
    ByteBuffer action = ByteBuffer.allocate(SIGACTION).order(ByteOrder.nativeOrder());
    action.putLong(0, Pointer.nativeValue(memory)).putInt(SIGACTION_FLAGS, SA_RESTART);
    return function("sigaction").invokeInt(new Object[] {signal, action.array(), null}) == 0
        ? Optional.of(memory.share(DATA_AT))
        : Optional.empty();
  }

  /** A program that is started by a JVM begins with SIGQUIT blocked, as the JVM's threads do. */
  private static void unblock(int signal) {
    byte[] set = new byte[SIGSET];
    set[(signal - 1) / Byte.SIZE] = (byte) (1 << (signal - 1) % Byte.SIZE);
    function("pthread_sigmask").invokeInt(new Object[] {SIG_UNBLOCK, set, null});
  }

  private static Function function(String name) {
    return NativeLibrary.getProcess().getFunction(name);
  }
}
