package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jnet mtu --via} on practice networks. */
class MtuViaTest {
  @ParameterizedTest
  @CsvSource({
    "home, tcp:80, 1492",
    "home, tcp:443, 1492",
    "blackhole, tcp:80, 1400",
    "home, udp, 1492"
  })
  void findsThePathMtuWithoutEcho(String lab, String via, int mtu) {
    assertEquals(
        mtu + "\n", InProcess.jnet("mtu", "-q", "--via", via, "--lab", lab, "www.lab.test").out());
  }

  @Test
  void saysWhatIsWrong() {
    for (String[] wrong :
        new String[][] {
          {"mtu", "www.lab.test", "--via", "tcp", "--lab", "home"},
          {"mtu", "www.lab.test", "--via", "tcp:0", "--lab", "home"},
        }) {
      Outcome outcome = InProcess.jnet(wrong);
      assertEquals(2, outcome.exit(), outcome.toString());
      assertEquals("", outcome.out());
      assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
    }
  }
}
