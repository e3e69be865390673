package dev.jnet.command.walk;

import dev.jnet.console.OutputFile;
import dev.jnet.walk.http.BodySink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file for the body. It is made, or emptied, when the first byte comes. */
final class BodyFile implements BodySink, AutoCloseable {
  private final Path path;
  private OutputStream out;
  private IOException trouble;
  private boolean begun;

  BodyFile(Path path) {
    this.path = path;
  }

  @Override
  public void take(byte[] data, int from, int length) throws IOException {
    try {
      if (out == null) {
        out = Files.newOutputStream(path);
        begun = true;
      }
      out.write(data, from, length);
    } catch (IOException e) {
      trouble = e;
      throw e;
    }
  }

  /** Begins another body, which replaces the one in the file. */
  void rewind() {
    close();
    begun = false;
  }

  /**
   * Ends the body. A good answer without a body makes an empty file. Returns why the file could not
   * be written.
   */
  Optional<String> finish(boolean good) {
    if (good && !begun && trouble == null) {
      try {
        take(new byte[0], 0, 0);
      } catch (IOException kept) {
        trouble = kept;
      }
    }
    close();
    return Optional.ofNullable(trouble)
        .map(e -> OutputFile.trouble("-o", path.toString(), e).getMessage());
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      trouble = e;
    }
    out = null;
  }
}
