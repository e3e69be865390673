package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jnet walk} on practice networks. */
class WalkCommandTest {
  private static final String URL = "http://www.lab.test/";

  @Test
  void walksFromTheNameToThePage() {
    Outcome outcome = InProcess.jnet("walk", "--lab", "home", URL);
    assertEquals(0, outcome.exit(), outcome.toString());
    String out = outcome.out();
    assertTrue(out.startsWith(URL + ": HTTP/1.1 200 OK, 25 bytes of body\n"), out);
    for (String chapter :
        new String[] {
          "1  DNS: www.lab.test is 198.51.100.80",
          "2  Route and ARP: the router, at 02:6c:61:62:00:02",
          "3  Three-way handshake, TCP port 80: open after 2",
          "4  The request going down: a message of ",
          "5  The response coming up: HTTP/1.1 200 OK",
          "6  Four-way close: ",
          "7  In sum: ",
          "20 IP + 8 UDP + 12 DNS header + 18 question = 58 bytes",
          ", as sent",
        }) {
      assertTrue(out.contains(chapter), chapter + " is not in\n" + out);
    }
    assertTrue(!out.contains("but "), "every checksum comes out as it was sent\n" + out);
    for (String line : out.split("\n", -1)) {
      assertTrue(line.length() <= 80, line);
    }
    assertEquals(out, InProcess.jnet("walk", "--lab", "home", URL).out(), "the same again");
  }

  @Test
  void explainsEachTermOnceOrNotAtAll() {
    String out = InProcess.jnet("walk", "--lab", "home", URL).out();
    assertEquals(1, count(out, "ARP asks everybody on a link"), out);
    String brief = InProcess.jnet("walk", "--brief", "--lab", "home", URL).out();
    assertEquals(0, count(brief, "ARP asks everybody on a link"), brief);
    assertTrue(brief.contains("2  Route and ARP"), brief);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @ParameterizedTest
  @CsvSource({
    "http://nobody.lab.test/, 2, there is no such name: nobody.lab.test (NXDOMAIN from 192.168.1.1)",
    "http://www.lab.test:81/, 1, port 81 is closed",
    "http://www.lab.test:443/, 1, the transfer stalled: our request was acknowledged",
    "gopher://www.lab.test/, 2, scheme 'gopher'",
    "http://me:secret@www.lab.test/, 2, logs in nowhere",
    "http://www.lab.test:0/, 2, port '0'",
    "http://2001:db8::1/, 2, an IPv6 address stands in brackets",
  })
  void saysWhatIsWrong(String url, int exit, String sentence) {
    Outcome outcome = InProcess.jnet("walk", "--lab", "home", "-w", "3", url);
    assertEquals(exit, outcome.exit(), outcome.toString());
    String all = (outcome.out() + outcome.err()).replaceAll("\\s+", " ");
    assertTrue(all.contains(sentence), all);
    assertEquals(exit == 2, outcome.err().startsWith("jnet: "), outcome.err());
  }
}
