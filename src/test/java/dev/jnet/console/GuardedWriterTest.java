package dev.jnet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mtu.MtuDocument;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What may reach a terminal, and what may not. */
class GuardedWriterTest {
  private static String written(String text) {
    StringWriter out = new StringWriter();
    PrintWriter guarded = new PrintWriter(new GuardedWriter(out));
    guarded.print(text);
    guarded.flush();
    return out.toString();
  }

  @Test
  void letsOwnSequencesPass() {
    Style style = new Style(true, true, 80);
    String own =
        style.strong("a") + style.good("b") + style.warning("c") + style.bad("d") + "\te – é\n";
    assertEquals(own, written(own));
    String progress = "\r\u001b[Kprobing: 3 frames\r\u001b[K";
    assertEquals(progress, written(progress));
    assertEquals(".\b \b.\bE", written(".\b \b.\bE"));
  }

  @Test
  void replacesOtherControlCharacters() {
    assertEquals("a.[2Jb", written("a\u001b[2Jb"), "clears the screen");
    assertEquals(".]0;title.", written("\u001b]0;title\u0007"), "names the window");
    assertEquals(".]52;c;eA==.", written("\u001b]52;c;eA==\u001b"), "fills the clipboard");
    assertEquals("a.2Jb", written("a\u009b2Jb"), "the same in one character");
    assertEquals("good.evil", written("good\revil"), "overwrites the line");
    assertEquals("good.evil", written("good\bevil"));
    assertEquals("abc.def", written("abc\u202edef"), "turns the direction of writing");
    assertEquals("a.b.c", written("a\u0000b\u007fc"));
    assertEquals("a.b.c.d", written("a\u200bb\u2066c\ufeffd"), "are there without being seen");
    assertEquals("a.b.c.d", written("a\u2028b\u2029c\u0085d"), "break the line");
    assertEquals("a.b.c", written("a\udb40\udc41b\udb40\udc7fc"), "tags beyond 16 bits");
    assertEquals("a\ud83d\ude00b", written("a\ud83d\ude00b"), "a smile beyond 16 bits");
    assertEquals("a.b", written("a\ud83db"), "half of it");
  }

  @Test
  void putsDotsWhereTheCharactersWere() {
    StringWriter out = new StringWriter();
    PrintWriter guarded = new PrintWriter(new GuardedWriter(out));
    guarded.write("__a\u0001b\u0002__", 2, 4);
    guarded.write(new char[] {'x', '\u001b', 'y'}, 1, 2);
    guarded.write('\u001b');
    guarded.write('z');
    guarded.flush();
    assertEquals("a.b..y.z", out.toString());
  }

  @Test
  void keepsEscapesInJson() {
    String tag = "\udb40\udc41\ud83d\ude00";
    String line =
        JsonLines.of(MtuDocument.error("a\u001b[2J\u009b\u202e\u007fé" + tag, "x", "y\n"));
    assertEquals(line, written(line));
    assertEquals(
        true,
        line.toLowerCase(java.util.Locale.ROOT)
            .contains("a\\u001b[2j\\u009b\\u202e\\u007fé\\udb40\\udc41\ud83d\ude00"),
        line);
  }
}
