package dev.jnet.link;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** The file that a capture is written to. */
public interface CaptureOutput {
  /** What the file is called, for messages. */
  String name();

  /**
   * The file itself. It is empty at the first call.
   *
   * @throws IOException when it cannot be written to
   */
  FileChannel channel() throws IOException;

  /**
   * Finishes the file, because nothing more will be written or the process is about to end. May be
   * called again.
   *
   * @param complete whether all frames are there; otherwise there was no room for the last ones
   * @return what became of a file that is not complete, as the end of a sentence; empty text for
   *     nothing special
   * @throws IOException when the file cannot be given its name
   */
  String finish(boolean complete) throws IOException;
}
