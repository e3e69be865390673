package dev.jnet.host;

import com.sun.jna.Pointer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Counts the signals SIGQUIT, which a terminal sends on Ctrl-\, in machine code for each processor
 * that jnet knows. The JVM keeps this signal for itself, to print its threads, and lets no handler
 * in Java have it.
 *
 * <p>The assembler source of each stands beside this file; a test holds the bytes to it.
 */
public enum QuitSignal {
  /** {@code quit-signal-x86-64.s}. */
  X86_64(
      "amd64",
      "f30f1efa" // endbr64
          + "f0ff05f5ff0000" // lock inc
          + "c3"), // ret

  /** {@code quit-signal-aarch64.s}. */
  AARCH64(
      "aarch64",
      "5f2403d5" // bti c
          + "e0ff0710" // adr
          + "010040b921040011010000b9" // ldr, add, str
          + "c0035fd6"); // ret

  private static final int SIGQUIT = 3;

  private final String architecture;
  private final String code;

  QuitSignal(String architecture, String code) {
    this.architecture = architecture;
    this.code = code;
  }

  /**
   * Has the signals counted from now on.
   *
   * @return how many have come; always 0 on a processor that is not one of these, or where no
   *     memory may hold code: the JVM prints its threads there as before
   */
  public static IntSupplier count() {
    String architecture = System.getProperty("os.arch");
    for (QuitSignal each : values()) {
      if (each.architecture.equals(architecture)) {
        Optional<Pointer> counter = SignalCode.answer(SIGQUIT, each.code());
        return () -> counter.map(at -> at.getInt(0)).orElse(0);
      }
    }
    return () -> 0;
  }

  /** The machine code: it adds 1 to the word {@link SignalCode#DATA_AT} bytes after its begin. */
  byte[] code() {
    return HexFormat.of().parseHex(code);
  }
}
