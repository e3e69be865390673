package dev.jnet.link;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Where a capture file is written to. */
public interface CaptureOutput {
  /** What the file is called, for messages. */
  String name();

  /**
   * The file itself, without contents when this is called first.
   *
   * @throws IOException when it cannot be written to
   */
  FileChannel channel() throws IOException;

  /**
   * Nothing more will be written, or the process is about to end. May be called again.
   *
   * @param complete whether all frames are there; otherwise there was no room for the last ones
   * @return what became of a file that is not complete, to be added to a sentence
   * @throws IOException when the file cannot be given its name
   */
  String finish(boolean complete) throws IOException;
}
