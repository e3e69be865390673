package dev.jnet.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written to in its place. */
public record PlainCaptureOutput(String name, FileChannel channel) implements CaptureOutput {
  /** Makes the file, or empties one that is there. */
  public static CaptureOutput to(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new PlainCaptureOutput(file.toString(), channel);
  }

  @Override
  public String finish(boolean complete) {
    return "";
  }
}
