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

  /** The first half of a broken command would run, too. */
  @Test
  void aCommandWithoutRoomStandsOnItsOwnLine() {
    String command = "jnet mss www.example.org:80";
    String row = sheet(40).row("Label", "to see: '" + command + "'").toString();
    assertEquals("  Label          to see:\n    " + command + "\n", row);
    assertEquals(row, sheet(40).row("Label", "to see '" + command + "'").toString());
    String wide = sheet(80).row("Label", "to see: '" + command + "'").toString();
    assertEquals("  Label          to see: '" + command + "'\n", wide);
    assertEquals(wide, sheet(Style.UNLIMITED).row("Label", "to see: '" + command + "'").toString());
  }

  @Test
  void linesAreAsWideAsTheTerminal() {
    for (int width : new int[] {40, 60, 80, 200}) {
      int longest = longestLine(sheet(width).row("Label", LONG_TEXT.repeat(9)));
      assertTrue(longest <= width && longest > width - 10, longest + " of " + width);
    }
  }

  @Test
  void aRowIsOneLineWhereTheWidthIsUnlimited() {
    String row = sheet(Style.UNLIMITED).row("Label", LONG_TEXT.repeat(9)).toString();
    assertEquals(1, row.lines().count());
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
