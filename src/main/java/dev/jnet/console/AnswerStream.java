package dev.jnet.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where answers go. It remembers why an answer could not be written, which the writer on top of it
 * would not tell.
 */
public final class AnswerStream extends FilterOutputStream {
  /** What the system says when a reader has gone away early, as {@code head -1} does. */
  private static final String READER_GONE = "Broken pipe";

  private IOException failure;

  public AnswerStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      if (failure == null && !String.valueOf(e.getMessage()).contains(READER_GONE)) {
        failure = e;
      }
      throw e;
    }
  }

  /** Why an answer could not be written; null when all were, or when the reader has gone away. */
  public IOException failure() {
    return failure;
  }
}
