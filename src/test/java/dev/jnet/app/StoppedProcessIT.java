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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    "'mtu -w 5', 'path MTU 1400 bytes, confirmed', 'black hole'",
    "'ping -c 5 -i 0.3', '5 packets transmitted, 5 received, 0% packet loss', 'timeout'",
    "trace, 'at hop 2', 'silent'",
    "handshake, 'open (SYN-ACK after', 'filtered'",
  })
  void blamesNobody(String command, String found, String blame) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1400).delay(1, Duration.ofMillis(150)).build();
      chain.router(1).talkative(); // five at once ask it for more reports than it sends to one host
      Servers.on(chain.server()).web(80);
      List<Background> runs = new ArrayList<>();
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
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
      }
      goOnAfter(PAUSE, runs);
      int[] told = new int[2];
      for (int i = 0; i < runs.size(); i++) {
        Outcome outcome = runs.get(i).await(Duration.ofSeconds(30));
        assertEquals(0, outcome.exit(), outcome.toString());
        assertTrue(outcome.out().contains(found), outcome.toString());
        assertTrue(!outcome.out().contains(blame), outcome.toString());
        told[i / MOMENTS.length] += outcome.err().contains("jnet did not run for ") ? 1 : 0;
      }
      assertTrue(told[0] > 0 && told[1] > 0, "none was stopped during its run");
    }
  }

  private static void goOnAfter(Duration pause, List<Background> runs) {
    long stoppedAt = System.nanoTime();
    runs.get(0).awaitOutput("pause", () -> System.nanoTime() - stoppedAt > pause.toNanos());
    runs.forEach(run -> run.signal("CONT"));
  }

  /**
   * A report and its JSON document tell of the pause, and not only the line on stderr. The form is
   * that of the word: a document's field, or a row of a report.
   */
  @Test
  void reportsTellOfThePause() throws IOException {
    List<String> commands =
        List.of(
            "mtu SERVER",
            "mtu --json SERVER",
            "trace --json SERVER",
            "handshake SERVER 80",
            "handshake --json SERVER 80",
            "arp 198.18.0.90",
            "arp --json 198.18.0.91",
            "arp --probe --json 198.18.0.93",
            "arp --scan 198.18.0.0/30 --wait 2",
            "arp --scan 198.18.0.0/30 --wait 2 --json",
            "walk --json http://SERVER/",
            "ping --json -c 3 198.18.0.2 SERVER",
            "ping --json -c 3 --targets FILE",
            "mtu --json --targets FILE",
            "arp --watch -w 6",
            "arp --probe 198.18.0.92"); // while this one starts, the watch is under way
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1500, 1400).delay(1, Duration.ofMillis(500)).build();
      Servers.on(chain.server()).web(80);
      Path targets = Files.writeString(net.file("targets"), chain.server().ipv4() + "\n");
      List<Background> runs = new ArrayList<>();
      for (String command : commands) {
        String line =
            command.replace("FILE", targets.toString()).replace("SERVER", chain.server().ipv4());
        Background run = chain.client().startJnet(Privilege.ROOT, (line + " -v").split(" ", -1));
        runs.add(run);
        if (command.contains("--watch")) {
          continue;
        }
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
      }
      Background watch = runs.get(runs.size() - 2);
      watch.awaitOutput("listening", () -> !watch.err().isEmpty());
      watch.signal("STOP");
      goOnAfter(Duration.ofSeconds(3), runs);
      for (int i = 0; i < runs.size(); i++) {
        Outcome outcome = runs.get(i).await(Duration.ofSeconds(30));
        String word = commands.get(i).contains("--json") ? "pausedMs" : "Paused";
        assertTrue(outcome.out().contains(word), outcome.toString());
      }
    }
  }
}
