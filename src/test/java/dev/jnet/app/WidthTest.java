package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.report.Style;
import dev.jnet.testnet.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports fit the terminal: boxes, ladders and tables stand, or give way to lists. */
class WidthTest {
  /** A command to paste, which is not broken. */
  private static final String PASTED = "    (nft|ip|sudo|tc|jnet) .*";

  @TempDir private Path folder;

  private static List<String> tooLong(int width, String line) {
    Map<String, String> environment =
        Map.of("LANG", "C.UTF-8", "NO_COLOR", "1", "COLUMNS", Integer.toString(width));
    Outcome outcome = InProcess.run(true, environment, line.split(" ", -1));
    assertTrue(!outcome.out().isEmpty() && outcome.exit() < 2, outcome::toString);
    return outcome
        .out()
        .lines()
        .filter(each -> each.length() > width)
        .filter(each -> !each.matches(PASTED))
        .filter(each -> each.strip().contains(" ")) // a word alone is as long as it is
        .map(each -> each.length() + " of " + width + ", " + line + ": " + each)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor --lab home www.lab.test:80",
        "doctor --lab blackhole www.lab.test:80",
        "walk --lab home http://www.lab.test/",
        "walk --hex --lab home http://www.lab.test/",
        "walk --brief --lab home http://www.lab.test/",
        "walk --brief --lab blackhole http://www.lab.test/20000",
        "trace --flows 4 --lab home www.lab.test",
        "lab",
        "lab offices",
        "ping -c 2 --lab home www.lab.test",
        "ping -c 2 --lab home --explain www.lab.test",
        "walk --lab home -6 http://www.lab.test/",
        "arp --lab home 192.168.1.1",
        "arp --lab home -6 2001:db8:1::1",
        "arp --lab home --scan auto",
        "arp --lab home --probe 192.168.1.1",
        "arp --lab home --reverse",
        "interfaces --lab home",
        "interfaces --lab home --to www.lab.test",
        "mesh matrix --lab offices",
        "mtu --lab home www.lab.test",
        "mtu --lab blackhole www.lab.test",
        "mss --lab home www.lab.test:80",
        "trace --lab staircase www.lab.test",
        "handshake --lab home www.lab.test:80",
        "handshake --lab home www.lab.test:22,80",
      })
  void noLineIsLongerThanTheTerminal(String line) {
    for (int width : new int[] {40, 60, 80, 200}) {
      assertEquals(List.of(), tooLong(width, line));
    }
  }

  @Test
  void conversationsOfACaptureFitToo() {
    Path capture = folder.resolve("c");
    InProcess.jnet("walk", "--lab", "home", "--pcap", capture.toString(), "http://www.lab.test/");
    for (int width : new int[] {40, 60, 80, 200}) {
      assertEquals(List.of(), tooLong(width, "read --flow 1 " + capture));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor --lab home www.lab.test:80",
        "arp --lab home --scan auto",
        "mss --lab home www.lab.test:80"
      })
  void rowsAreNotWrappedInAPipe(String line) {
    String[] words = line.split(" ", -1);
    String piped = InProcess.run(false, Map.of(), words).out();
    String wide =
        InProcess.run(false, Map.of("COLUMNS", Integer.toString(Style.UNLIMITED)), words).out();
    assertEquals(wide.replaceAll("[0-9.]+ ms", "ms"), piped.replaceAll("[0-9.]+ ms", "ms"));
    assertTrue(
        piped.lines().noneMatch(each -> each.matches(" {17,}[a-z].*")), () -> "broken: " + piped);
  }
}
