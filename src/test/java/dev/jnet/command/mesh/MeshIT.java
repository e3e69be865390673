package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh of four sites with a real broker: each fault is named with its direction. */
@NamespaceTest
class MeshIT {
  private static final Duration MIN_INTERVAL = Duration.ofMillis(2100);

  private static MeshNet net;

  @BeforeAll
  static void start() {
    net = new MeshNet(4).start();
  }

  @AfterAll
  static void stop() {
    if (net != null) { // otherwise the failure of the start would not be told
      net.close();
    }
  }

  /** A round, after the least time that members keep between two. */
  private static Outcome matrix(String... options) {
    Wait.pause(MIN_INTERVAL);
    return net.mesh("matrix", options);
  }

  /** Bouncy Castle would unpack its native part, and leave a folder behind at each run. */
  @Test
  void nothingIsUnpackedAmongTemporaryFiles(@TempDir Path temporary) throws IOException {
    Outcome outcome = net.meshWith(temporary, "list", "-q");
    assertEquals("s0\ns1\ns2\ns3\n", outcome.out());
    assertTrue(outcome.err().contains("-Djava.io.tmpdir=" + temporary), outcome::toString);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static void assertNames(String link, String fault, Outcome outcome) {
    assertTrue(outcome.out().contains(link + ": " + fault), outcome::toString);
    assertEquals(1, outcome.out().lines().count(), outcome::toString);
    assertEquals(1, outcome.exit(), outcome::toString);
  }

  @Test
  void nothingIsWrongWithAHealthyRing() {
    Outcome outcome = matrix();
    assertTrue(
        outcome.out().contains("12 of 12 ordered pairs measured: nothing wrong"),
        outcome::toString);
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals("s0\ns1\ns2\ns3\n", net.mesh("list", "-q").out());
    Background serve = net.startMesh("serve", "--listen", "127.0.0.1:9911");
    serve.awaitOutput("listening", () -> serve.err().contains("listening on"));
    String metrics = net.get("http://127.0.0.1:9911/metrics");
    serve.signal("INT");
    String pair = "{family=\"4\",from=\"s3\",to=\"s0\"} ";
    assertTrue(metrics.contains("jnet_mesh_path_mtu_bytes" + pair + "1500.0\n"), metrics);
    assertTrue(metrics.contains("jnet_mesh_measured" + pair + "1.0\n"), metrics);
    assertTrue(metrics.contains("jnet_mesh_members 4.0\n"), metrics);
    assertTrue(serve.await(Duration.ofSeconds(10)).err().endsWith("/\n"), serve.err());
  }

  private static void assertNamed(int from, int to, String rule, String fault) {
    net.fault(from, to, rule);
    try {
      assertNames(MeshNet.router(from) + " -> " + MeshNet.router(to), fault, matrix("-q"));
    } finally {
      net.mend(to);
    }
  }

  @Test
  void namesBlackHoleInOneDirection() {
    assertNamed(0, 1, "meta length > 1400 drop", "1400 bytes and no report");
    assertNamed(2, 1, "meta length > 1377 drop", "1377 bytes and no report");
  }

  @Test
  void namesLossInOneDirection() {
    assertNamed(3, 2, "numgen random mod 100 < 5 drop", "packets are lost");
  }

  @Test
  void namesTheLinkBehindWhichDscpIsBleached() {
    assertNamed(0, 3, "ip dscp set cs0", "DSCP or ECN change");
  }

  @Test
  void brokerIsKilledAndRestartedAndTheNextRoundIsWhole() {
    long kept = measured(net.mesh("history", "--csv"));
    net.killBroker();
    Outcome away = net.mesh("matrix");
    assertEquals(2, away.exit(), away::toString);
    assertTrue(away.err().contains("cannot connect"), away::toString);
    net.startBroker();
    Outcome outcome = net.mesh("matrix"); // at once: the agents are not back yet
    assertTrue(
        outcome.out().contains("12 of 12 ordered pairs measured: nothing wrong"),
        () -> outcome + net.complaints());
    assertEquals(0, outcome.exit(), outcome::toString);
    Outcome history = net.mesh("history", "--csv");
    assertEquals(kept + 12, measured(history), history::toString);
  }

  /** Results of the past in which nothing was wrong. */
  private static long measured(Outcome history) {
    return history.out().lines().filter(each -> each.contains(",4,1500,0,")).count();
  }

  @Test
  void brokerIsKilledInMidRoundAndNothingWrongIsReported() {
    Wait.pause(MIN_INTERVAL);
    Background round = net.startMesh("matrix", "--every", "3s", "--json");
    try {
      round.awaitOutput("a round", () -> round.out().lines().count() >= 1);
      net.restartBrokerInMidRound();
      round.awaitOutput("two further rounds", () -> round.out().lines().count() >= 3);
    } finally {
      round.signal("INT");
    }
    Instant before = Instant.now();
    Outcome outcome = round.await(Duration.ofSeconds(20));
    assertTrue(Duration.between(before, Instant.now()).toMillis() < 3000, outcome::toString);
    List<String> rounds = outcome.out().lines().toList();
    rounds.forEach(each -> assertTrue(each.contains("\"suspects\":[]"), each));
    assertFalse(rounds.get(2).contains("\"error\""), rounds.get(2));
  }

  @Test
  void agentIsKilledAndWhatIsMissingIsSaidAndNothingElse() {
    net.agent(3).signal("KILL");
    Outcome outcome = matrix();
    assertTrue(
        outcome.out().contains("6 of 12 ordered pairs measured: nothing wrong"), outcome::toString);
    assertTrue(outcome.out().contains("s3 > s0: no answer from s3"), outcome::toString);
    assertTrue(outcome.out().contains("s0 > s3: no answer from s3"), outcome::toString);
    net.restartAgent(3);
    assertEquals(0, matrix().exit());
  }

  @Test
  void tryMakesAMeshOnThisMachineAndCtrlCTakesItAway(@TempDir Path folder) throws IOException {
    Path server = Path.of(Servers.program("nats-server"));
    Map<String, String> environment = new TreeMap<>(Installation.ENVIRONMENT);
    environment.put("PATH", server.getParent() + ":" + System.getenv("PATH"));
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
    String jnet = Installation.launcher(Privilege.ROOT).toString();
    Background run =
        Background.start(folder, environment, List.of(jnet, "mesh", "try", "--every", "2s", "-q"));
    String fault = "198.18.0.1 -> rome: 1400 bytes, reported by 198.18.0.1; explains 2 of 2";
    run.awaitOutput(
        fault, () -> run.out().lines().filter(each -> each.contains(fault)).count() > 1);
    String own = "jnet-try-" + run.pid() + "-";
    assertTrue(namespaces().contains(own + "rome"), namespaces());
    run.signal("INT");
    Outcome outcome = run.await(Duration.ofSeconds(10));
    assertFalse(namespaces().contains(own), () -> outcome + namespaces());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(each -> each.toString().contains("jnet-try")).toList());
    }
  }

  private static String namespaces() {
    return String.join("\n", Path.of("/run/netns").toFile().list());
  }
}
