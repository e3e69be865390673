package dev.jnet.host;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The signal handler with which a thread gives its capabilities away, in machine code for each
 * processor that jnet knows. It is not in Java, because a signal may interrupt a JVM thread where
 * no Java code may run.
 *
 * <p>It makes two system calls, {@code prctl(PR_SET_NO_NEW_PRIVS)} and {@code capset}. The
 * assembler sources are beside this file; a test compares the bytes with them.
 */
enum DropHandler {
  /** The handler in {@code drop-handler-x86-64.s}. */
  X86_64(
      "amd64",
      186,
      234,
      "f30f1efa" // endbr64
          + "b89d000000bf26000000be0100000031d24531d24531c00f05" // prctl
          + "488d3d14000000488d3515000000b87e0000000f05" // capset
          + "c30000000000" // ret
          + "2205082000000000" // header
          + "00".repeat(24)), // data

  /** The handler in {@code drop-handler-aarch64.s}. */
  AARCH64(
      "aarch64",
      178,
      131,
      "5f2403d5" // bti c
          + "e81480d2c00480d2210080d2020080d2030080d2040080d2010000d4" // prctl
          + "c0000010e1000010680b80d2010000d4" // capset
          + "c0035fd600000000" // ret
          + "2205082000000000" // header
          + "00".repeat(24)); // data

  private final String architecture;
  private final long gettid;
  private final long tgkill;
  private final String code;

  DropHandler(String architecture, long gettid, long tgkill, String code) {
    this.architecture = architecture;
    this.gettid = gettid;
    this.tgkill = tgkill;
    this.code = code;
  }

  /** The handler for the processor of this JVM; empty on all other processors. */
  static Optional<DropHandler> ofThisProcessor() {
    String architecture = System.getProperty("os.arch");
    for (DropHandler each : values()) {
      if (each.architecture.equals(architecture)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The system call number of {@code gettid(2)}. Older C libraries have no function for it. */
  long gettid() {
    return gettid;
  }

  /** The system call number of {@code tgkill(2)}. Older C libraries have no function for it. */
  long tgkill() {
    return tgkill;
  }

  /** The machine code, followed by the data that it uses. It works at any address. */
  byte[] code() {
    return HexFormat.of().parseHex(code);
  }
}
