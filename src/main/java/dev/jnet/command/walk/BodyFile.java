package dev.jnet.command.walk;

import dev.jnet.console.OutputFile;
import dev.jnet.walk.http.BodySink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a body is written to. It is made, or emptied, when the first byte comes. */
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

  /** What comes next is another body: it replaces the one that is there. */
  void rewind() {
    close();
    begun = false;
  }

  /** All has come; a good answer without a body has an empty one. Tells what went wrong. */
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
