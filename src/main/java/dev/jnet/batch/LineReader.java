package dev.jnet.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads the lines of a text. The length of a line is bounded, because a file without line ends,
 * such as {@code /dev/zero}, would take all memory.
 */
final class LineReader implements Closeable {
  private final Reader in;
  private final int maxLength;
  private boolean afterReturn;

  /**
   * A reader of a text, which is read a character at a time.
   *
   * @param maxLength the most characters of a line
   */
  LineReader(Reader in, int maxLength) {
    this.in = in;
    this.maxLength = maxLength;
  }

  /** A line was longer than it may be. */
  static final class LongLineException extends IOException {
    private static final long serialVersionUID = 1L;

    private LongLineException(int maxLength) {
      super("longer than " + maxLength + " characters");
    }
  }

  /**
   * The next line without its end, which is LF, CR or both; null after the last.
   *
   * @throws LongLineException when it is longer than it may be
   */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      boolean second = afterReturn && c == '\n';
      afterReturn = c == '\r';
      if (second) {
        continue;
      }
      if (c == '\n' || c == '\r') {
        return line.toString();
      }
      if (line.length() == maxLength) {
        throw new LongLineException(maxLength);
      }
      line.append((char) c);
    }
    return line.length() > 0 ? line.toString() : null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
