package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --csv} and {@code --markdown}: the table of every command. */
class TableOutputTest {
  private static Outcome jnet(String line) {
    return InProcess.jnet(line.split(" ", -1));
  }

  /** The cells of a line of comma-separated values. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : (line + ",").toCharArray()) {
      if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        cell.append(c);
      }
    }
    return cells;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu --lab home www.lab.test                    | 1  | www.lab.test,198.51.100.80,ok,1492,
          mtu --flows 4 --via udp --lab home www.lab.test | 4 | www.lab.test,198.51.100.80,ok,1492,
          mtu --lab home www.lab.test nowhere.test       | 2  | nowhere.test,,error,
          mss --lab home www.lab.test:80                 | 1  | www.lab.test,198.51.100.80,80,open,
          ping -c 2 --lab home www.lab.test              | 3  | www.lab.test,198.51.100.80,reply,1,
          ping -c 2 --lab home www.lab.test              | 3  | www.lab.test,198.51.100.80,summary,,
          trace -q 1 --lab home www.lab.test             | 4  | www.lab.test,4,198.51.100.80,
          trace -q 1 --flows 2 --lab home www.lab.test   | 8  | www.lab.test,4,198.51.100.80,
          trace --watch -c 2 --lab home www.lab.test     | 4  | www.lab.test,2,4,198.51.100.80,
          handshake --lab home www.lab.test:22,80        | 2  | www.lab.test,198.51.100.80,22,closed,
          walk --lab home http://www.lab.test/           | 1  | http://www.lab.test/,arrived,www.lab.
          arp --lab home 192.168.1.1                     | 1  | 192.168.1.1,192.168.1.1,ok,02:6c:
          arp --lab home --scan auto                     | 2  | 192.168.1.1,02:6c:61:62:00:02,
          arp --lab home --probe 192.168.1.1             | 1  | 192.168.1.1,192.168.1.1,taken,
          arp --lab home --announce 192.168.1.20         | 1  | 192.168.1.20,
          arp --lab home --reverse                       | 1  | 02:6c:61:62:00:01,,no-reply,
          interfaces --lab home                          | 2  | eth0,
          doctor --lab home www.lab.test:80              | 20 | www.lab.test:80,ok,name,
          mesh matrix --lab offices                      | 30 | paris,rome,4,1400,0,
          lab                                            | 24 | home,
          """)
  void eachCommandPrintsItsTable(String line, int rows, String row) {
    Outcome json = jnet(line + " --json");
    Outcome csv = jnet(line + " --csv");
    assertEquals(json.exit(), csv.exit(), csv::toString);
    String[] lines = csv.out().split("\r\n", -1);
    int columns = cells(lines[0]).size();
    for (int i = 1; i < lines.length - 1; i++) {
      assertEquals(columns, cells(lines[i]).size(), csv::toString);
    }
    assertEquals(rows, lines.length - 2, csv::toString);
    assertTrue(csv.out().contains("\r\n" + row), csv::toString);
    Outcome markdown = jnet(line + " --markdown");
    List<String> marked = markdown.out().lines().toList();
    assertEquals(rows + 2, marked.size(), markdown::toString);
    assertEquals("| " + String.join(" | ", cells(lines[0])) + " |", marked.get(0));
    assertEquals("|" + "---|".repeat(columns), marked.get(1));
  }

  @Test
  void captureIsATableOfConversations(@TempDir Path folder) {
    Path capture = folder.resolve("walk.pcap");
    jnet("walk --lab home --pcap " + capture + " http://www.lab.test/");
    Outcome csv = jnet("read --csv " + capture);
    assertTrue(csv.out().contains("ok,1,192.168.1.20,49152,198.51.100.80,80,8,"), csv.out());
  }

  @Test
  void manyTargetsAreRowsOfOneTable(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("targets"), "www.lab.test\nnowhere.test\n");
    Outcome csv = jnet("mtu --csv --ordered --lab home --targets " + file);
    List<String> lines = csv.out().lines().toList();
    assertEquals(3, lines.size(), csv::toString);
    assertTrue(lines.get(1).startsWith("www.lab.test,198.51.100.80,ok,1492,"), csv::toString);
    assertTrue(lines.get(2).startsWith("nowhere.test,,error,"), csv::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu --csv --json      | --json and --csv exclude each other: choose one
          mtu --csv -q          | --csv and -q exclude each other: choose one
          mtu --markdown --json | --json and --markdown exclude each other: choose one
          mtu --markdown --csv  | --csv and --markdown exclude each other: choose one
          mtu --json -q         | --json and -q exclude each other: choose one
          trace --csv --quiet   | --csv and --quiet exclude each other: choose one
          """)
  void outputFormsExcludeEachOther(String line, String message) {
    Outcome outcome = jnet(line + " --lab home www.lab.test");
    assertEquals(2, outcome.exit());
    assertEquals("jnet: " + message + "\n", outcome.err());
  }
}
