package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is suggested on a practice network stays there when it is pasted. */
class SuggestedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("jnet\\s+(mtu|mss|ping|trace|handshake|walk|arp|doctor)\\s+(\\S+)\\s+(\\S+)");

  @TempDir private Path folder;

  /** How many commands a text suggests; fails where one of them leaves the network. */
  private static int suggested(String text, String lab) {
    List<String> leaving = new ArrayList<>();
    int count = 0;
    Matcher commands = COMMAND.matcher(text);
    while (commands.find()) {
      count++;
      if (!commands.group(2).equals("--lab") || !commands.group(3).equals(lab)) {
        leaving.add(commands.group());
      }
    }
    assertEquals(List.of(), leaving, text);
    return count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"blackhole", "vpn-hangs", "home", "liar", "lossy", "dead-ipv6"})
  void reportsKeepToTheNetwork(String lab) {
    String[] lines = {
      "mtu www.lab.test",
      "mtu -6 www.lab.test",
      "mtu --via tcp:80 www.lab.test",
      "mss www.lab.test:80",
      "trace www.lab.test",
      "handshake www.lab.test:80",
      "walk http://www.lab.test/20000",
      "walk http://www.lab.test:443/",
      "doctor www.lab.test:80",
      "doctor --json www.lab.test:80",
      "ping -c 2 www.lab.test",
    };
    int count = 0;
    for (String line : lines) {
      Outcome outcome = InProcess.jnet((line + " --lab " + lab).split(" ", -1));
      count += suggested(outcome.out() + outcome.err(), lab);
    }
    assertTrue(count >= 2, lab + ": " + count);
  }

  @Test
  void pagesKeepToTheNetwork() throws IOException {
    Path page = folder.resolve("page.html");
    String url = "http://www.lab.test/20000";
    InProcess.jnet("walk", "--lab", "blackhole", "--html", page.toString(), url);
    int count = suggested(Files.readString(page), "blackhole");
    assertTrue(count >= 2, count + ", of which one tells how the page was made");
  }

  @ParameterizedTest
  @CsvSource({
    "mtu www.lab.test:443, jnet mtu --lab home --via tcp:443 www.lab.test",
    "mtu --lab=blackhole www.lab.test:443, jnet mtu --lab blackhole www.lab.test",
    "trace a.test/page, jnet trace --lab home a.test",
    "mss --port a.test, jnet mss --lab home HOST:PORT",
    "walk http://www.lab.test:443/ --json, jnet walk --lab home https://www.lab.test:443",
  })
  void errorsKeepToTheNetwork(String line, String suggestion) {
    String on = line.contains("--lab") ? line : line + " --lab home";
    Outcome outcome = InProcess.jnet(on.split(" ", -1));
    String all = outcome.out() + outcome.err();
    assertTrue(all.contains(suggestion), all);
    assertTrue(suggested(all, on.contains("blackhole") ? "blackhole" : "home") >= 1, all);
  }

  @Test
  void ownNetworksAreNamedAsAShellTakesThem() throws IOException {
    Path lab = folder.resolve("my own.lab");
    Files.writeString(
        lab,
        """
        title Mine
        client pc 192.0.2.1/24
        host h.test 192.0.2.2/24 http 80
        link pc h.test mtu 1500
        """);
    Outcome outcome = InProcess.jnet("handshake", "--lab", lab.toString(), "h.test:80");
    String line = outcome.out().replaceAll("\\s+", " ");
    assertTrue(line.contains("jnet mss --lab '" + lab + "' h.test:80"), outcome::toString);
  }

  @Test
  void theRealNetworkIsNotNamed() {
    Outcome outcome = InProcess.jnet("mtu", "a.test:80");
    assertEquals(-1, outcome.err().indexOf("--lab"), outcome::toString);
  }
}
