package dev.jnet.cli;

import dev.jnet.walk.BodySink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a body is written to. It is made, or emptied, when the first octet comes. */
final class BodyFile implements BodySink, AutoCloseable {
  private final Path path;
  private OutputStream out;
  private IOException trouble;

  BodyFile(Path path) {
    this.path = path;
  }

  @Override
  public void take(byte[] data, int from, int length) throws IOException {
    try {
      if (out == null) {
        out = Files.newOutputStream(path);
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
  }

  /** An answer without a body has an empty one. */
  void finish() throws IOException {
    if (out == null && trouble == null) {
      take(new byte[0], 0, 0);
    }
    close();
    if (trouble != null) {
      throw new Trouble("not-written", "cannot write " + path + ": " + trouble.getMessage());
    }
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
