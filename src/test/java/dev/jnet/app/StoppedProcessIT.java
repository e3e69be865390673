package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that was stopped for a while blames nobody for it, and says that it was. */
@NamespaceTest
class StoppedProcessIT {
  private static final Duration PAUSE = Duration.ofSeconds(8);

  /** The moments at which each run is stopped: after so many lines about frames. */
  private static final int[] MOMENTS = {1, 2, 4, 6, 9};

  @ParameterizedTest
  @CsvSource({
    "'mtu -w 5', 4, 'path MTU 1400 bytes, confirmed', 'black hole'",
    "'mtu -w 5', 6, 'path MTU 1400 bytes, confirmed', 'black hole'",
    "'ping -c 5 -i 0.3', 4, '5 packets transmitted, 5 received, 0% packet loss', 'timeout'",
    "'ping -c 5 -i 0.3', 6, '5 packets transmitted, 5 received, 0% packet loss', 'timeout'",
    "trace, 4, 'at hop 2', 'silent'",
    "trace, 6, 'at hop 2', 'silent'",
    "handshake, 4, 'open (SYN-ACK after', 'filtered'",
    "handshake, 6, 'open (SYN-ACK after', 'filtered'",
  })
  void blamesNobody(String command, int version, String found, String blame) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1400).delay(1, Duration.ofMillis(150)).build();
      chain.router(1).talkative(); // five at once ask it for more reports than it sends to one host
      Servers.on(chain.server()).web(80);
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      List<Background> runs = new ArrayList<>();
      for (int lines : MOMENTS) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add("-v");
        words.add(target);
        if (command.equals("handshake")) {
          words.add("80");
        }
        Background run = chain.client().startJnet(Privilege.ROOT, words.toArray(new String[0]));
        run.awaitOutput("frames", () -> run.err().lines().count() >= lines || !run.running());
        run.signal("STOP");
        runs.add(run);
      }
      long stoppedAt = System.nanoTime();
      runs.get(0).awaitOutput("pause", () -> System.nanoTime() - stoppedAt > PAUSE.toNanos());
      runs.forEach(run -> run.signal("CONT"));
      int told = 0;
      for (Background run : runs) {
        Outcome outcome = run.await(Duration.ofSeconds(30));
        assertEquals(0, outcome.exit(), outcome.toString());
        assertTrue(outcome.out().contains(found), outcome.toString());
        assertTrue(!outcome.out().contains(blame), outcome.toString());
        told += outcome.err().contains("jnet did not run for ") ? 1 : 0;
      }
      assertTrue(told > 0, "none was stopped during its run");
    }
  }

  /** A report and its JSON document tell of the pause, and not only the line on stderr. */
  @ParameterizedTest
  @CsvSource({
    "text, mtu, Paused",
    "json, mtu, pausedMs",
    "json, trace, pausedMs",
    "text, handshake, Paused",
    "json, handshake, pausedMs",
    "text, 'arp 198.18.0.99', Paused",
    "json, 'arp 198.18.0.99', pausedMs",
    "text, 'arp --probe 198.18.0.99', Paused",
    "json, 'arp --probe 198.18.0.99', pausedMs",
    "text, 'arp --scan 198.18.0.0/30 --wait 2', Paused",
    "json, 'arp --scan 198.18.0.0/30 --wait 2', pausedMs",
    "json, 'walk http://SERVER/', pausedMs",
    "json, 'ping -c 3 198.18.0.2 SERVER', pausedMs",
    "json, 'ping -c 3 --targets FILE', pausedMs",
    "json, 'mtu --targets FILE', pausedMs"
  })
  void reportsTellOfThePause(String form, String command, String word) throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1400).delay(1, Duration.ofMillis(500)).build();
      Servers.on(chain.server()).web(80);
      Path targets = Files.writeString(net.file("targets"), chain.server().ipv4() + "\n");
      String line =
          command.replace("FILE", targets.toString()).replace("SERVER", chain.server().ipv4());
      List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
      words.add("-v");
      if (words.size() == 2) {
        words.add(chain.server().ipv4());
      }
      if (command.equals("handshake")) {
        words.add("80");
      }
      if (form.equals("json")) {
        words.add("--json");
      }
      Background run = chain.client().startJnet(Privilege.ROOT, words.toArray(new String[0]));
      int lines = command.startsWith("arp") ? 1 : 3;
      // The kernel may ask for MAC addresses beside jnet: a pause before the first ping is none.
      boolean pings = command.startsWith("ping");
      run.awaitOutput(
          "a probe",
          () ->
              !run.running()
                  || (run.err().lines().count() >= lines
                      && (!pings || run.err().contains("echo request"))));
      run.signal("STOP");
      long stoppedAt = System.nanoTime();
      run.awaitOutput("pause", () -> System.nanoTime() - stoppedAt > 3 * Nanos.SECOND);
      run.signal("CONT");
      Outcome outcome = run.await(Duration.ofSeconds(30));
      assertTrue(outcome.out().contains(word), outcome.toString());
    }
  }
}
