package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final Style COLORED = new Style(true, true, 80);

  @Test
  void pipeGetsOnlyAscii() {
    String text =
        Style.PLAIN.minus()
            + Style.PLAIN.dash()
            + Style.PLAIN.arrow()
            + Style.PLAIN.strong("a")
            + Style.PLAIN.good("b")
            + Style.PLAIN.warning("c")
            + Style.PLAIN.bad("d");
    assertEquals("---" + ">abcd", text);
  }

  @Test
  void terminalGetsRealSigns() {
    assertEquals("−–→", COLORED.minus() + COLORED.dash() + COLORED.arrow());
  }

  @Test
  void eachColorHasItsOwnCodeAndEndsWithItsText() {
    Set<String> codes =
        Set.of(COLORED.strong("x"), COLORED.good("x"), COLORED.warning("x"), COLORED.bad("x"));
    assertEquals(4, codes.size());
    for (String each : codes) {
      assertEquals("x", each.replaceAll("\u001b\\[\\d+m", ""));
      assertEquals("\u001b[0m", each.substring(each.length() - 4));
    }
  }
}
