package dev.jnet.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream to which answers are written. It remembers why an answer could not be written, which
 * the writer on top of it does not report. Any thread may ask it.
 */
public final class AnswerStream extends FilterOutputStream {
  /** The system's message when the reader has ended early, as {@code head -1} does. */
  private static final String READER_GONE = "Broken pipe";

  private volatile IOException failure;
  private volatile boolean readerGone;

  public AnswerStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(READER_GONE)) {
        readerGone = true;
      } else if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  /** Why an answer could not be written; null when all were, or when the reader has gone away. */
  public IOException failure() {
    return failure;
  }

  /** Whether the reader had gone away when something was written. */
  public boolean isReaderGone() {
    return readerGone;
  }
}
