package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a pipe no row is broken, so that grep finds it whole. */
class PipeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu --lab home www.lab.test           | TCP MSS     | 1492 - 20 IPv4 - 20 TCP = 1452 bytes (1440 of data where TCP adds its timestamps)
          mtu --lab home www.lab.test           | Bottleneck  | hop 1, 192.168.1.1: it reports that its next link carries at most 1492 bytes
          handshake --lab home www.lab.test:80  | Full segment | 1460 - 12 timestamps (10, and 2 of padding) = 1448 bytes of data in each that leaves here, as the SYNs allow; the path may carry less
          """)
  void grepFindsARowWhole(String arguments, String label, String row) {
    String out = InProcess.run(false, Map.of(), arguments.split(" ", -1)).out();
    String found =
        out.lines().filter(line -> line.startsWith("  " + label)).findFirst().orElse("").strip();
    assertEquals(label + " " + row, found.replaceAll(" +", " "), out);
  }
}
