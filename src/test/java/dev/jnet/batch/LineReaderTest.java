package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of files that a user names. */
class LineReaderTest {
  private static List<String> lines(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader in = new LineReader(new StringReader(text), 5)) {
      for (String line = in.next(); line != null; line = in.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void knowsAllLineEnds() throws IOException {
    assertEquals(List.of("a", "b", "c", "", "d"), lines("a\nb\r\nc\r\rd"));
    assertEquals(List.of(), lines(""));
    assertEquals(List.of(""), lines("\r\n"));
  }

  @Test
  void takesLineOfExactlyTheLargestLength() throws IOException {
    assertEquals(List.of("12345", "12345"), lines("12345\n12345"));
    assertThrows(LineReader.LongLineException.class, () -> lines("1\n123456\n"));
  }

  @Test
  void endsWithFileThatHasNoLineEnds() {
    Reader zeros =
        new Reader() {
          @Override
          public int read(char[] to, int from, int length) {
            return length;
          }

          @Override
          public void close() {}
        };
    assertThrows(LineReader.LongLineException.class, () -> new LineReader(zeros, 1 << 22).next());
  }
}
