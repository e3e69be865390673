package dev.jnet.mtu;

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

/** Who answers, and for which flows, on practice networks where the time is exact. */
class MtuOriginTest {
  @TempDir private Path folder;

  private Outcome mtu(String router, String... more) throws IOException {
    Path file = folder.resolve("origin.lab");
    Files.writeString(
        file,
        "title origin\n"
            + "client here 192.0.2.2/24 2001:db8::2/64\n"
            + ("router r1 192.0.2.1/24 2001:db8::1/64 " + router).strip()
            + "\n"
            + "router r2 203.0.113.1/24 2001:db8:1::1/64\n"
            + "host server 198.51.100.1 2001:db8:2::1 http 443\n"
            + "link here r1 delay 5ms\n"
            + "link r1 r2 delay 10ms mtu 1420\n"
            + "link r2 server delay 5ms\n");
    String[] words = new String[more.length + 4];
    words[0] = "mtu";
    words[1] = "--lab";
    words[2] = file.toString();
    words[3] = "server";
    System.arraycopy(more, 0, words, 4, more.length);
    return InProcess.jnet(words);
  }

  @ParameterizedTest
  @CsvSource({
    "echoes-for-others, -4, true",
    "echoes-for-others, -6, true",
    "sets-ttl 64, -4, false",
    "sets-ttl 64, -6, false",
    "'', -4, false",
    "'', -6, false"
  })
  void onlyARouterThatAnswersAsSoonAsTheTargetIsSuspected(
      String router, String family, boolean suspected) throws IOException {
    Outcome outcome = mtu(router, family, "--json");
    assertEquals(
        suspected, outcome.out().contains("\"middlebox-answers\""), () -> outcome.toString());
    assertTrue(
        outcome.out().contains("\"pathMtu\":" + (suspected ? 1500 : 1420)), outcome::toString);
  }

  @Test
  void flowsAreAskedByTcpWhereThatIsAnswered() throws IOException {
    Outcome outcome = mtu("", "--flows", "4", "--json");
    assertEquals(0, outcome.exit(), outcome::toString);
    assertTrue(outcome.out().contains("\"via\":\"tcp:443\""), outcome::toString);
    assertTrue(outcome.out().contains("\"paths-agree\""), outcome::toString);
    assertEquals(5, outcome.out().split("\"pathMtu\":1420", -1).length - 1, outcome::toString);
  }
}
