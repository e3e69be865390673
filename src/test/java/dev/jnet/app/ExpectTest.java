package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code --expect}: exit code 0 where the answer is as expected, 1 where not, 3 where not known.
 */
class ExpectTest {
  private static Outcome jnet(String command, String expected, String rest) {
    List<String> words = new ArrayList<>(List.of(command, "--expect", expected));
    words.addAll(List.of(rest.split(" ", -1)));
    return InProcess.jnet(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mtu       | >=1400          | 0 | -q --lab home www.lab.test
          mtu       | mtu=1492        | 0 | -q --lab home www.lab.test
          mtu       | >=1500          | 1 | -q --lab home www.lab.test
          mtu       | >=1400          | 1 | -q --lab staircase www.lab.test
          mss       | >=1360          | 0 | -q --lab home www.lab.test:80
          mss       | mss=1452        | 0 | -q --lab home www.lab.test:80
          mss       | data=1440       | 0 | -q --lab home www.lab.test:80
          mss       | >1452           | 1 | -q --lab home www.lab.test:80
          mss       | >=1360          | 3 | -q --lab home www.lab.test:22
          ping      | loss<5%,p95<50ms| 0 | -q -c 5 --lab home www.lab.test
          ping      | loss<5%         | 1 | -q -c 100 --lab lossy www.lab.test
          ping      | max<=0.001s     | 1 | -q -c 2 --lab home www.lab.test
          trace     | reached         | 0 | --quiet --lab home www.lab.test
          trace     | hops=4,mtu>1490 | 0 | --quiet --lab home www.lab.test
          trace     | mtu>=1          | 3 | --quiet --no-mtu --lab home www.lab.test
          handshake | open            | 0 | -q --lab home www.lab.test:80,443
          handshake | open            | 1 | -q --lab home www.lab.test:22
          handshake | open=0          | 0 | -q --lab home www.lab.test:22
          handshake | connect<1s      | 3 | -q --lab home www.lab.test:22
          """)
  void exitCodeTellsWhetherTheAnswerIsAsExpected(
      String command, String expected, int code, String rest) {
    Outcome outcome = jnet(command, expected, rest);
    assertEquals(code, outcome.exit(), outcome::toString);
    assertEquals(code == 0, outcome.err().isEmpty(), outcome::toString);
  }

  @Test
  void stderrSaysWhatIsNotAsExpected() {
    Outcome outcome = jnet("mtu", ">=1500", "-q --lab home www.lab.test");
    assertEquals("1492\n", outcome.out());
    assertEquals("jnet: expected >=1500: it is 1492\n", outcome.err());
    Outcome unknown = jnet("trace", "mtu>1", "--quiet --no-mtu --lab home www.lab.test");
    assertEquals("jnet: expected mtu>1: not known\n", unknown.err());
  }

  @Test
  void refusesWhatCannotBeExpected() {
    for (String expected : new String[] {"", "mtu>", "loss<5", ">=x", "mtu>=1,", "1400"}) {
      Outcome outcome = jnet("mtu", expected, "--lab home www.lab.test");
      assertEquals(2, outcome.exit(), outcome::toString);
      assertTrue(outcome.err().startsWith("jnet: --expect "), outcome::toString);
    }
    Outcome many = jnet("mtu", ">=1", "--targets file --lab home");
    assertEquals("jnet: --expect and --targets exclude each other\n", many.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          mtu ! >=1400 ! 0 ! www.lab.test ! MTU OK - as expected | mtu=1492
          mtu ! >=1500 ! 2 ! www.lab.test ! MTU CRITICAL - expected >=1500: it is 1492 | mtu=1492
          mtu ! >=1500 ! 3 ! nowhere.test ! MTU UNKNOWN - unknown host: nowhere.test
          mss ! >=1360 ! 3 ! www.lab.test:22 ! MSS UNKNOWN - expected >=1360: not known
          handshake ! open ! 0 ! www.lab.test:80 ! HANDSHAKE OK - as expected | connect=2
          ping ! loss<1% ! 0 ! www.lab.test ! PING OK - as expected | avg=2
          trace ! reached ! 0 ! www.lab.test ! TRACE OK - as expected | hops=4 mtu=1492 reached=1
          """)
  void aMonitoringSystemGetsOneLine(
      String command, String expected, int code, String target, String line) {
    Outcome outcome = jnet(command, expected, "--nagios --lab home " + target);
    assertEquals(code, outcome.exit(), outcome::toString);
    assertTrue(outcome.out().startsWith(line), outcome::toString);
    assertEquals(1, outcome.out().lines().count(), outcome::toString);
    assertEquals("", outcome.err());
  }
}
