package dev.jnet.options.habit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTomlTest {
  private static final String[] PARTS = {
    "a",
    "via",
    " = ",
    "=",
    "\"tcp:443\"",
    "'x y'",
    "\"\"",
    "5",
    "-7",
    "0",
    "007",
    "0.5",
    "1.",
    "true",
    "false",
    "[mtu]",
    "[a]",
    "[",
    "]",
    "# no",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\"",
    "\\",
    "é",
    "max",
    "\"é\"",
    "1e5",
    "+1",
    "1_000",
    "inf",
    "2024-01-01"
  };

  private static final String[] KEYS = {"a", "via", "max-ttl", "0", "[mtu]\nb", "# x\nc"};

  private static String part(Random random) {
    return PARTS[random.nextInt(PARTS.length)];
  }

  private static List<Habit> sorted(List<Habit> habits) {
    return habits.stream().sorted(Comparator.comparing(Habit::line)).toList();
  }

  @Test
  void readsWhatTheLibraryReadsInTheSameWay() throws CommandException {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        boolean ordinary = random.nextInt(8) > 0;
        text.append(ordinary ? KEYS[random.nextInt(KEYS.length)] + " = " : part(random));
        text.append(part(random)).append(random.nextInt(9) > 0 ? "\n" : part(random));
      }
      List<Habit> plain = PlainToml.read(text.toString());
      if (plain != null) {
        read += plain.isEmpty() ? 0 : 1;
        assertEquals(sorted(AnyToml.read("file", text.toString())), plain, text::toString);
      }
    }
    assertTrue(read > 500, () -> "too few files with keys");
  }

  @Test
  void readsAnOrdinaryFile() {
    String text =
        """
        # what I like
        color = "never"   # no colours
        rate = 100.5

        [mtu]
        via = 'tcp:443'
        max = 1500
        ipv4 = true
        """;
    assertEquals(
        List.of(
            new Habit("", "color", "never", 2),
            new Habit("", "rate", 100.5, 3),
            new Habit("mtu", "via", "tcp:443", 6),
            new Habit("mtu", "max", 1500L, 7),
            new Habit("mtu", "ipv4", true, 8)),
        PlainToml.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = \"\\n\"",
        "a.b = 1",
        "a = {}",
        "[a]\n[a]",
        "a = 1\na = 1",
        "a",
        "a = \"\"\"x\"\"\""
      })
  void leavesEverythingElseToTheLibrary(String text) {
    assertNull(PlainToml.read(text));
  }
}
