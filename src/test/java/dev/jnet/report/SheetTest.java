package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SheetTest {
  private static final String LONG_TEXT = "one two three four five six seven eight nine ten";

  private static Sheet sheet(int width) {
    return new Sheet(new Style(true, false, width));
  }

  private static int longestLine(Sheet sheet) {
    return sheet.toString().lines().mapToInt(String::length).max().orElseThrow();
  }

  @Test
  void rowHasLabelAndTextInColumns() {
    assertEquals("  Label          text\n", sheet(80).row("Label", "text").toString());
  }

  @Test
  void longTextContinuesUnderItsBeginning() {
    Sheet sheet = sheet(40).row("Label", LONG_TEXT);
    assertEquals(
        """
          Label          one two three four five
                         six seven eight nine
                         ten
        """,
        sheet.toString());
  }

  @Test
  void linesAreAtMost80ColumnsOnAWideTerminal() {
    assertTrue(longestLine(sheet(300).row("Label", LONG_TEXT.repeat(4))) <= 80);
  }

  @Test
  void linesAreNotNarrowerThan40ColumnsOnATinyTerminal() {
    assertEquals(
        sheet(40).row("Label", LONG_TEXT).toString(), sheet(7).row("Label", LONG_TEXT).toString());
  }

  @Test
  void longLabelPushesItsTextAside() {
    assertEquals(
        "  a label of 20 chars. text\n", sheet(80).row("a label of 20 chars.", "text").toString());
  }

  @Test
  void linesAndBlankLinesStayInTheirOrder() {
    assertEquals("a\n\nb\n", sheet(80).line("a").blank().line("b").toString());
  }
}
