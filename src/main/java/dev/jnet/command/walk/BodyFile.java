package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.console.OutputFile;
import dev.jnet.walk.http.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The file that a body is written to. An older file of its name stays until the body is whole. */
final class BodyFile implements BodySink, AutoCloseable {
  private final String name;
  private final OutputFile file;
  private IOException trouble;
  private boolean begun;

  private BodyFile(String name, OutputFile file) {
    this.name = name;
    this.file = file;
  }

  static BodyFile open(String name) throws CommandException {
    return new BodyFile(name, OutputFile.open("-o", name));
  }

  @Override
  public void take(byte[] data, int from, int length) throws IOException {
    try {
      FileChannel out = file.channel();
      begun = true;
      ByteBuffer bytes = ByteBuffer.wrap(data, from, length);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      trouble = e;
      throw e;
    }
  }

  /** Begins anew, because another body follows and replaces the one that is there. */
  void rewind() throws IOException {
    if (begun) {
      file.rewind();
    }
    begun = false;
  }

  /**
   * Ends the file. A good answer without a body gives an empty file.
   *
   * @param whole whether the whole body has come
   * @return what went wrong, as a sentence for a person; empty for nothing
   */
  Optional<String> finish(boolean whole) {
    try {
      if (whole && trouble == null) {
        take(new byte[0], 0, 0);
        file.finish();
      }
    } catch (IOException e) {
      trouble = e;
    }
    if (trouble != null) {
      return Optional.of(OutputFile.trouble("-o", name, trouble).getMessage());
    }
    return whole || !begun
        ? Optional.empty()
        : Optional.of("-o " + name + ": not written, because the body is not whole");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
