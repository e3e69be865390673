package dev.jnet.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where answers go: remembers why they did not all get there, which a writer on top of it swallows.
 */
public final class AnswerStream extends FilterOutputStream {
  /** What the system says when a reader went away early, as {@code head -1} does: no error. */
  private static final String READER_GONE = "Broken pipe";

  private IOException failure;

  public AnswerStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    try {
      out.write(octets, from, count);
    } catch (IOException e) {
      if (failure == null && !String.valueOf(e.getMessage()).contains(READER_GONE)) {
        failure = e;
      }
      throw e;
    }
  }

  /** Why an answer is not where it should be; null when it is, or when nobody wanted more of it. */
  public IOException failure() {
    return failure;
  }
}
