package dev.jnet.link.file;

import java.io.IOException;
import java.util.Optional;

/** A format of capture files, in which one file is being read. */
interface FrameFormat {
  /** More than any link carries, and than any program stores of a frame, in bytes. */
  int MAX_FRAME = 1 << 26;

  /**
   * The next frame; empty at the end of the file.
   *
   * @param most bytes of it that are taken
   * @throws DamagedFileException when what comes next is no frame, or not a whole one
   */
  Optional<StoredFrame> next(int most) throws IOException, DamagedFileException;

  /**
   * How many frames the program that wrote the file could not capture, as far as what has been read
   * tells; 0 in a format that does not tell it.
   */
  default long uncaptured() {
    return 0;
  }
}
