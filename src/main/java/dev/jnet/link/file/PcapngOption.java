package dev.jnet.link.file;

import java.io.IOException;
import java.util.Optional;

/**
 * An option of a pcapng block, whose value comes next in the file.
 *
 * @param code what it is about, in this kind of block; never 0
 * @param length bytes of the value
 * @param behind where the next option begins
 */
record PcapngOption(int code, int length, long behind) {
  private static final int ALIGNMENT = 4;

  /**
   * Reads the header of an option; empty where no whole one is left.
   *
   * @param end where the options of the block end
   */
  static Optional<PcapngOption> next(FileBytes file, long end) throws IOException {
    if (end - file.position() < Integer.BYTES) {
      return Optional.empty();
    }
    int code = file.u16();
    int length = file.u16();
    long behind = file.position() + (length + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
    return code == 0 || behind > end
        ? Optional.empty()
        : Optional.of(new PcapngOption(code, length, behind));
  }

  /** Whether it is this option, with a value of so many bytes. */
  boolean is(int wanted, int bytes) {
    return code == wanted && length == bytes;
  }

  /** Leaves the rest of the value out. */
  void skip(FileBytes file) throws IOException {
    file.skip(behind - file.position());
  }
}
