package dev.jnet.command.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.lab.Lab;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that {@code jnet lab NAME} names shows what the network is there for. */
class LabExamplesTest {
  private static final String TRY = "\nTry: jnet ";

  /** What the command of each network says. */
  private static final Map<String, String> FAULTS =
      Map.ofEntries(
          Map.entry("home", "1492 = 1500 - 8, as with PPPoE"),
          Map.entry("vpn", "1420 = 1500 - 80, as with WireGuard"),
          Map.entry("blackhole", "packets over 1400 bytes are probably dropped silently"),
          Map.entry("jumbo", "path MTU 9000 bytes"),
          Map.entry("staircase", " 1300 32.6"),
          Map.entry("clamp", "the SYN's MSS was lowered to 1412 by hop 1, 192.168.1.1"),
          Map.entry("lossy", "% packet loss"),
          Map.entry("liar", "203.0.113.1 claimed an MTU of 1000"),
          Map.entry("oldrouter", "without a number, as routers older than RFC 1191 do"),
          Map.entry("narrowback", "the target takes the return path for narrower"),
          Map.entry("silent", "silent, but passes packets on"),
          Map.entry("vpn-hangs", "packets over 1420 bytes are probably dropped silently"),
          Map.entry("icmp-filtered", "does not answer ping, which is allowed"),
          Map.entry("jumbo-island", "probably dropped silently on the first link"),
          Map.entry("clamped-too-low", "needlessly small"),
          Map.entry("dead-ipv6", "at hop 1 refuses packets to www.lab.test (2001:db8:80::80)"),
          Map.entry("wsl-mirrored", "probably dropped silently behind hop 2 (10.8.0.1)"),
          Map.entry("tls-middlebox", "open, and are reset after 0 bytes of data"),
          Map.entry("duplicate-address", "conflict: 02:6c:61:62:ff:02 answers, too"),
          Map.entry("slow-dns", "The look-up of the name takes more than a second"),
          Map.entry(
              "firewall-here",
              "This machine's own packet filter (firewall) keeps its programs from"),
          Map.entry("cluster-ip", "programs here do get an answer"),
          Map.entry("one-of-four-paths", "One of several equal paths to www.lab.test"),
          Map.entry(
              "offices",
              "r2 -> r3: black hole: packets over 1400 bytes vanish, and no router says so;"
                  + " explains 5 of 5 directions with a finding"));

  private static Iterable<String> networks() {
    return Lab.names();
  }

  @Test
  void eachNetworkHasItsFault() {
    assertEquals(new TreeSet<>(Lab.names()), new TreeSet<>(FAULTS.keySet()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void namesTheFaultOfItsNetwork(String lab) {
    String about = InProcess.jnet("lab", lab).out();
    String example = about.substring(about.indexOf(TRY) + TRY.length()).strip();
    assertTrue(example.contains("--lab " + lab), example);
    String out = InProcess.jnet(example.split(" ", -1)).out().replaceAll("\\s+", " ");
    assertTrue(out.contains(FAULTS.get(lab)), () -> example + "\n" + out);
  }

  @ParameterizedTest
  @CsvSource({
    "try ping -c 1 h.test, Try: jnet ping --lab 'FILE' -c 1 h.test",
    "'', Try: jnet mtu --lab 'FILE' h.test"
  })
  void aNetworkOfOnesOwnHasOneToo(String line, String example, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("my own.lab");
    String lines =
        """
        client pc 192.0.2.1/24
        host h.test 192.0.2.2/24
        link pc h.test mtu 1500
        """;
    Files.writeString(file, "title Mine\n" + line + "\n" + lines);
    Outcome outcome = InProcess.jnet("lab", file.toString());
    assertTrue(
        outcome.out().contains("\n" + example.replace("FILE", file.toString()) + "\n"),
        outcome::toString);
  }

  /** As in a namespace whose packet filter drops what programs send to this port. */
  @ParameterizedTest
  @CsvSource({
    "handshake www.lab.test:80, true",
    "handshake www.lab.test:443, false",
    "mss www.lab.test:80, true",
    "walk http://www.lab.test/, true",
    "walk -6 http://www.lab.test/, true",
    "mtu --via tcp:80 www.lab.test, true",
    "trace --via tcp:80 -6 www.lab.test, true",
    "mtu www.lab.test, false",
    "ping -c 1 www.lab.test, false",
  })
  void tellsOfProgramsThatThePacketFilterHoldsBack(String line, boolean held) {
    Outcome outcome = InProcess.jnet((line + " --lab firewall-here").split(" ", -1));
    String out = outcome.out().replaceAll("\\s+", " ");
    assertEquals(
        held,
        out.contains(
            "programs here cannot send this: a connection by the kernel's own TCP did not leave"),
        outcome::toString);
  }
}
