package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "499, 0.000",
    "500, 0.001",
    "42000, 0.042",
    "9999499, 9.999",
    "9999500, 10.0",
    "12340000, 12.3",
    "99949999, 99.9",
    "99950000, 100",
    "250400000, 250",
    "61000000000, 61000"
  })
  void timeHasThreeDigitsOrAllDigitsOfItsMilliseconds(long ns, String text) {
    assertEquals(text, Text.millis(ns));
  }

  @Test
  void paddingNeverShortensText() {
    assertEquals("ab  ", Text.padRight("ab", 4));
    assertEquals("  ab", Text.padLeft("ab", 4));
    assertEquals("abcde", Text.padRight("abcde", 4));
    assertEquals("abcde", Text.padLeft("abcde", 4));
  }

  @Test
  void onlyTheNumberOneIsSingular() {
    assertEquals("1 probe", Text.count(1, "probe"));
    assertEquals("0 probes", Text.count(0, "probe"));
    assertEquals("2 probes", Text.count(2, "probe"));
  }

  @Test
  void lineBreaksOnlyAtSpacesAndMayBeAsLongAsTheWidth() {
    assertEquals(List.of("12345 789", "x"), Text.wrap("12345 789 x", 9));
    assertEquals(List.of("12345", "789 x"), Text.wrap("12345 789 x", 8));
  }

  @Test
  void wordThatIsLongerThanTheWidthHasItsOwnLine() {
    assertEquals(List.of("a", "longword", "b"), Text.wrap("a longword b", 4));
    assertEquals(List.of("longword", "b"), Text.wrap("longword b", 4));
  }

  /** Half of a command that is copied from the screen would be another command. */
  @Test
  void commandInQuotesIsNotBrokenWhereALineHasRoomForIt() {
    assertEquals(
        List.of("undo it by", "'ip route del x':", "now"),
        Text.wrap("undo it by 'ip route del x': now", 18));
    assertEquals(
        List.of("see 'jnet", "mtu host',", "as the", "routers' own"),
        Text.wrap("see 'jnet mtu host', as the routers' own", 12));
    assertEquals(List.of("a 'quote", "without end"), Text.wrap("a 'quote without end", 11));
  }

  @Test
  void emptyTextIsOneEmptyLine() {
    assertEquals(List.of(""), Text.wrap("", 10));
  }

  @Test
  void longTextOfTheNetworkIsCutAndMarked() {
    assertEquals("abcde", Text.printable("abcde", 5));
    assertEquals("ab...", Text.printable("abcdef", 5));
    assertEquals(".[2J...", Text.printable("\u001b[2Jabcdef", 7));
  }
}
