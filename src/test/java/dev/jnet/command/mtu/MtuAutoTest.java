package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** {@code jnet mtu --via auto} on practice networks, where the time is exact. */
class MtuAutoTest {
  @TempDir Path folder;

  private String lab(String host) throws IOException {
    Path file = folder.resolve("auto.lab");
    Files.writeString(
        file,
        "title auto\n"
            + "client here 192.0.2.2/24 2001:db8::2/64\n"
            + "router r1 192.0.2.1/24 2001:db8::1/64\n"
            + "router r2 203.0.113.1/24 2001:db8:1::1/64\n"
            + "host server 198.51.100.1 2001:db8:2::1 "
            + (host.equals("gone") ? "" : host)
            + "\n"
            + "link here r1 delay 5ms\n"
            + "link r1 r2 delay 10ms mtu 1420\n"
            + "link r2 server delay 5ms"
            + (host.equals("gone") ? " loss 100%\n" : "\n"));
    return file.toString();
  }

  private Outcome mtu(String host, String... more) throws IOException {
    String[] words = new String[more.length + 4];
    words[0] = "mtu";
    words[1] = "--lab";
    words[2] = lab(host);
    words[3] = "server";
    System.arraycopy(more, 0, words, 4, more.length);
    return InProcess.jnet(words);
  }

  private static double elapsed(Outcome outcome) {
    String text = outcome.out().split("\"elapsedMs\":", 2)[1];
    return Double.parseDouble(text.split("[,}]", 2)[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "http 80, 'tcp:80', 'ICMP echo requests; TCP segments to port 443'",
    "http 443, 'tcp:443', 'ICMP echo requests'",
    "http 80 filtered 443, 'tcp:80'," + " 'ICMP echo requests; TCP segments to port 443'",
    "ttl 64, 'udp'," + " 'ICMP echo requests; TCP segments to port 443; TCP segments to port 80'",
    "filtered 443, 'udp',"
        + " 'ICMP echo requests; TCP segments to port 443; TCP segments to port 80'",
  })
  void takesAtMostASecondMoreWithoutEcho(String host, String via, String unanswered)
      throws IOException {
    for (String version : new String[] {"-4", "-6"}) {
      double usual = elapsed(mtu(host, version, "--json"));
      Outcome outcome = mtu(host + " no-echo", version, "--json");
      assertEquals(0, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains("\"pathMtu\":1420"), outcome.out());
      assertTrue(outcome.out().contains("\"confidence\":\"confirmed\""), outcome.out());
      assertTrue(outcome.out().contains("\"via\":\"" + via + "\""), outcome.out());
      assertTrue(
          elapsed(outcome) <= usual + 1_000, elapsed(outcome) + " ms instead of " + usual + " ms");
      String text = mtu(host + " no-echo", version).out().replaceAll("\\s+", " ");
      assertTrue(text.contains("Not answered " + unanswered + " "), text);
    }
  }

  @Test
  void waitsForASlowEcho() throws IOException {
    Outcome outcome = mtu("http 80 reply-delay 600ms", "--json");
    assertEquals(0, outcome.exit(), outcome.toString());
    assertTrue(outcome.out().contains("\"via\":\"icmp\""), outcome.out());
    assertTrue(outcome.out().contains("\"pathMtu\":1420"), outcome.out());
  }

  @Test
  void givesUpOnATargetThatAnswersNothing() throws IOException {
    Outcome outcome = mtu("gone", "--json");
    assertEquals(1, outcome.exit(), outcome.toString());
    double waited = elapsed(outcome);
    assertTrue(waited >= 3_000 && waited <= 4_000, "waited " + waited + " ms");
    String text = mtu("gone").out().replaceAll("\\s+", " ");
    assertTrue(text.contains("TCP segments to port 443; TCP segments to port 80"), text);
  }
}
