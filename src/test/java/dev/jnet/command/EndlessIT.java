package dev.jnet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that go on for ever end when nobody can read what they say. */
@NamespaceTest
class EndlessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static List<String> endless(Chain chain) {
    return List.of(
        "ping -n -i0.1 " + chain.server().ipv4(),
        "ping -n -i0.1 " + chain.server().ipv6(),
        "ping --json -i0.1 " + chain.server().ipv4(),
        "ping -f " + chain.server().ipv4(),
        "trace --watch --interval 5 -n " + chain.server().ipv4(),
        "trace --watch --json --interval 0.1 " + chain.server().ipv6());
  }

  private static Outcome shell(Host host, String script) {
    List<String> words = List.of("bash", "-c", script);
    return host.start(Privilege.ROOT, Installation.ENVIRONMENT, words).await(PATIENCE);
  }

  private static String jnet(String line) {
    return Installation.launcher(Privilege.ROOT) + " " + line;
  }

  @Test
  void endWithTheCodeOfSigpipeWhenTheReaderHasGone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String line : endless(chain)) {
        Outcome outcome =
            shell(chain.client(), jnet(line) + " | head -c 40; echo status ${PIPESTATUS[0]}");
        assertTrue(outcome.out().endsWith("status 141\n"), outcome::toString);
        assertFalse(outcome.err().contains("Exception"), outcome::toString);
      }
    }
  }

  /** Nothing is written there until something happens on the link: jnet looks by itself. */
  @Test
  void endAlsoWhereThereIsNothingToSay() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String line : List.of("arp --watch --json -i eth0", "ping -q 198.18.0.2")) {
        Outcome outcome =
            shell(chain.client(), jnet(line) + " | true; echo status ${PIPESTATUS[0]}");
        assertEquals("status 141\n", outcome.out(), outcome::toString);
      }
    }
  }

  @Test
  void endWithASentenceWhereTheDiskIsFull() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String line : endless(chain)) {
        Outcome outcome = shell(chain.client(), jnet(line) + " >/dev/full; echo status $?");
        assertEquals("status 2\n", outcome.out(), outcome::toString);
        assertTrue(
            outcome.err().endsWith("jnet: cannot write the answer: No space left on device\n"),
            outcome::toString);
      }
    }
  }

  /** Whoever has nothing to say yet finds out before the first word, on a device and on a disk. */
  @Test
  void endWhereTheDiskIsFullAndNothingHappens() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String disk = net.file("").toString();
      String fill =
          "mount -t tmpfs -o size=4k tmpfs DISK && head -c 4096 /dev/zero >DISK/fill; "
              .replace("DISK", disk);
      for (String line :
          List.of(
              "arp --watch -i eth0",
              "arp --watch --json -i eth0",
              "ping --json 198.18.0.77",
              "trace --watch 198.18.0.77")) {
        for (String output : List.of("/dev/full", disk + "/out")) {
          Outcome outcome =
              shell(chain.client(), fill + jnet(line) + " >" + output + "; echo status $?");
          assertEquals("status 2\n", outcome.out(), outcome::toString);
          assertTrue(
              outcome.err().endsWith("jnet: cannot write the answer: No space left on device\n"),
              outcome::toString);
        }
      }
    }
  }

  /** As ping's own line; Ctrl-C still ends it as before. */
  @Test
  void pingTellsHowItStandsOnSigquit() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Background ping =
            chain
                .client()
                .start(
                    Privilege.ROOT,
                    Map.of("JNET_BUILD", "never"),
                    List.of(
                        Installation.launcher(Privilege.ROOT).toString(), "ping", "-i0.1", target));
        ping.awaitOutput("icmp_seq=5 ");
        ping.signal("QUIT");
        ping.awaitOutput("icmp_seq=8 ");
        ping.signal("QUIT");
        ping.awaitOutput("icmp_seq=11 ");
        ping.signal("INT");
        Outcome outcome = ping.await(PATIENCE);
        assertEquals(130, outcome.exit(), outcome::toString);
        List<String> lines = outcome.err().lines().toList();
        assertEquals(2, lines.size(), outcome::toString);
        for (String line : lines) {
          assertTrue(
              line.matches(
                  "\\d+/\\d+ packets, 0% loss, min/avg/ewma/max = (\\d+\\.\\d{3}/?){4} ms"),
              outcome::toString);
        }
        assertFalse(outcome.out().contains("Full thread dump"), outcome::toString);
      }
    }
  }
}
