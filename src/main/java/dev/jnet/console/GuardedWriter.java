package dev.jnet.console;

import dev.jnet.report.Plain;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Keeps control characters from the terminal. The few sequences that jnet itself uses pass;
 * everything else that would control a terminal becomes a dot. Reports clean names from the network
 * themselves; this writer is for a name that a report forgets.
 */
final class GuardedWriter extends FilterWriter {
  /** The sequences of colours, of the line of progress, and of the dots of a flood. */
  private static final String[] OWN = {
    "\u001b[0m",
    "\u001b[1m",
    "\u001b[31m",
    "\u001b[32m",
    "\u001b[33m",
    "\r\u001b[K",
    "\b \b",
    "\bE",
    "\r\n",
  };

  GuardedWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int count) throws IOException {
    int end = offset + count;
    int from = offset;
    int at = offset;
    while (at < end) {
      int c = Character.codePointAt(text, at);
      int length = Character.charCount(c);
      if (c == '\n' || c == '\t' || (at + length <= end && Plain.isHarmless(c))) {
        at += length;
        continue;
      }
      int width = Math.min(length, end - at);
      int own = own(text, at, end);
      if (own == 0) {
        out.write(text, from, at - from);
        out.write(Plain.INSTEAD);
        from = at + width;
      }
      at += Math.max(width, own);
    }
    out.write(text, from, end - from);
  }

  /** The length of jnet's own sequence that begins here; 0 where none does. */
  private static int own(String text, int at, int end) {
    for (String each : OWN) {
      if (each.length() <= end - at && text.startsWith(each, at)) {
        return each.length();
      }
    }
    return 0;
  }
}
