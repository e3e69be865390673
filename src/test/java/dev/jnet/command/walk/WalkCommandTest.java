package dev.jnet.command.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** On a practice network no time passes but that of the network. */
  @ParameterizedTest
  @CsvSource({
    "tls-middlebox, https://www.lab.test/, TLS ",
    "home, http://www.lab.test:8080/, tried before",
  })
  void waitsForTheNetworkAreNotItsOwnTime(String lab, String url, String share) {
    Outcome outcome = InProcess.jnet("walk", "--brief", "--lab", lab, url);
    assertTrue(outcome.out().contains("\n   " + share), outcome.out());
    assertFalse(outcome.out().contains("jnet itself"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource({"home, 1440", "lossy, 1440", "jumbo, 1448", "vpn, 0"})
  void fetchesManySegments(String lab, int segment) {
    String host = lab.equals("vpn") ? "wiki.lab.test" : "www.lab.test";
    Outcome outcome = InProcess.jnet("walk", "--lab", lab, "http://" + host + "/200000");
    if (segment == 0) {
      assertEquals(1, outcome.exit(), "nobody serves pages there\n" + outcome);
      return;
    }
    assertEquals(0, outcome.exit(), outcome.toString());
    String out = outcome.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("200000 bytes of 200000 announced"), out);
    assertTrue(out.contains("/ " + segment + " in the largest segment"), out);
    assertTrue(out.contains("segments more, not shown"), out);
  }

  @Test
  void namesABlackHole() {
    Outcome outcome = InProcess.jnet("walk", "--lab", "blackhole", "http://www.lab.test/20000");
    assertEquals(1, outcome.exit(), outcome.toString());
    String out = outcome.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("with segments of at most 536 bytes the whole answer came"), out);
    assertTrue(out.contains("probably a black hole for large packets on the return path"), out);
    String json =
        InProcess.jnet("walk", "--json", "--lab", "blackhole", "http://www.lab.test/20000").out();
    assertTrue(json.contains("{\"code\":\"transfer-stalled\",\"certainty\":\"seen\""), json);
    assertTrue(
        json.contains(
            "{\"code\":\"large-segments-lost\",\"certainty\":\"inferred\","
                + "\"from\":\"smaller-segments\""),
        json);
  }

  @Test
  void writesDocumentsAndPages(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("walk.html");
    String json =
        InProcess.jnet("walk", "--json", "--html", page.toString(), "--lab", "home", URL).out();
    assertTrue(json.contains(",\"command\":\"walk\",\"url\":\"" + URL), json);
    assertTrue(json.contains("\"status\":\"arrived\""), json);
    assertTrue(json.contains("\"theirs\":\"syn-received\""), json);
    String html = Files.readString(page);
    assertTrue(html.startsWith("<!doctype html>"), html);
    assertTrue(html.contains("prefers-color-scheme:dark"), "light and dark");
    assertEquals(-1, html.indexOf("<script"), "no script");
    assertEquals(-1, html.indexOf("src="), "nothing from elsewhere");
    assertEquals(count(html, "<section"), count(html, "</section"), html);
    assertEquals(count(html, "<div"), count(html, "</div"), html);
    assertEquals(count(html, "<dl"), count(html, "</dl"), html);
    assertTrue(html.contains(": jnet walk --json --html " + page + " --lab home " + URL), html);
    assertTrue(html.contains("Three-way handshake"), html);
  }

  @Test
  void showsBytes() {
    String out = InProcess.jnet("walk", "--hex", "--lab", "home", URL).out();
    assertTrue(out.contains("   0000  02 6c 61 62 00 02 02 6c  61 62 00 01 08 00 45 00"), out);
    assertTrue(out.contains("the first frame of the answer  "), out);
  }

  @Test
  void explainsEachTermOnceOrNotAtAll() {
    String out = InProcess.jnet("walk", "--lab", "home", URL).out();
    assertEquals(1, count(out, "ARP asks everybody on a link"), out);
    String brief = InProcess.jnet("walk", "--brief", "--lab", "home", URL).out();
    assertEquals(0, count(brief, "ARP asks everybody on a link"), brief);
    assertTrue(brief.contains("2  Route and ARP"), brief);
    assertTrue(brief.lines().count() <= 24, brief);
  }

  @Test
  void tellsTheNetworksTimeFromTheServers() {
    for (String form : new String[] {"--brief", "--wire-only"}) { // brief, and in full
      String out = InProcess.jnet("walk", form, "--lab", "home", URL).out();
      String second = out.lines().skip(1).findFirst().orElse("");
      assertTrue(
          second.matches(
              "Network: 27\\.[0-9]+ ms a round trip; server: 0\\.[0-9]+ ms of its own; in all"
                  + " 8[0-9]\\.[0-9] ms"),
          out);
    }
  }

  @Test
  void namesTheTimeOfASlowNameServerBesideTheOthers() {
    String out = InProcess.jnet("walk", "--brief", "--lab", "slow-dns", URL).out();
    assertTrue(
        out.contains(
            """
            Mostly the name server 192.168.1.1: 4001 of 4081 ms. Network: 26.6 ms a round
            trip; server: 0.000 ms of its own; in all 4081 ms. To compare another name
            server:
                jnet walk --lab slow-dns --brief --dns ADDRESS http://www.lab.test/
            """),
        out);
    assertTrue(out.contains("   DNS              4001 ms  "), out);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h.test:81/, the transfer stalled: the request was acknowledged",
    "https://h.test:81/, 'the server is silent, or it does not speak TLS on this port, or its"
        + " answer'",
    "https://h.test/, the certificate is not for h.test",
  })
  void saysWhatIsWrongOnANetworkOfOnesOwn(String url, String sentence, @TempDir Path folder)
      throws IOException {
    Path lab = folder.resolve("own.lab");
    Files.writeString(
        lab,
        """
        title Mine
        client pc 192.0.2.1/24
        host h.test 192.0.2.2/24 https 443 listens 81
        link pc h.test mtu 1500
        """);
    Outcome outcome = InProcess.jnet("walk", "--lab", lab.toString(), "-w", "3", url);
    assertEquals(1, outcome.exit(), outcome.toString());
    String all = (outcome.out() + outcome.err()).replaceAll("\\s+", " ");
    assertTrue(all.contains(sentence), all);
  }

  @ParameterizedTest
  @CsvSource({"https://www.lab.test/20000", "https://198.51.100.80/", "https://[2001:db8:80::80]/"})
  void trustsThePracticeNetworksAuthority(String url) {
    Outcome outcome = InProcess.jnet("walk", "--lab", "home", url);
    assertEquals(0, outcome.exit(), outcome.toString());
    String out = outcome.out();
    assertTrue(out.contains("TLS: TLSv1.3, TLS_AES_256_GCM_SHA384, after "), out);
    assertTrue(out.contains("ALPN http/1.1"), out);
    assertTrue(out.contains(" ms of its own; in all "), () -> "its own time is known\n" + out);
    assertTrue(
        out.replaceAll("\\s+", " ").contains("trusted: the practice network's authority "), out);
    String[] brief = {"walk", "--brief", "--lab", "home", url};
    assertEquals(InProcess.jnet(brief).out(), InProcess.jnet(brief).out(), "the same again");
  }

  @ParameterizedTest
  @CsvSource({
    "blackhole, https://www.lab.test/20000, black hole for large packets on the return path",
    "tls-middlebox, https://www.lab.test/, reset",
  })
  void aBrokenNetworkBreaksTlsToo(String lab, String url, String sentence) {
    Outcome outcome = InProcess.jnet("walk", "--lab", lab, "-w", "3", url);
    assertEquals(1, outcome.exit(), outcome.toString());
    String all = outcome.out().replaceAll("\\s+", " ");
    assertTrue(all.contains(sentence), all);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @ParameterizedTest
  @CsvSource({
    "http://nobody.lab.test/, 2, there is no such name: nobody.lab.test (NXDOMAIN from"
        + " 192.168.1.1)",
    "http://www.lab.test:81/, 1, port 81 is closed",
    "http://www.lab.test:443/, 1, what answers does not speak HTTP/1",
    "www.lab.test:443, 1, 'port 443 usually wants https://: jnet walk --lab home"
        + " https://www.lab.test:443'",
    "https://www.lab.test:80/, 1, TLS",
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
