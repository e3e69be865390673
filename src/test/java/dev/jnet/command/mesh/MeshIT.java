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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mesh of four sites with a real broker: each fault is named with its direction. */
@NamespaceTest
class MeshIT {
  private static final Duration MIN_INTERVAL = Duration.ofMillis(2100);
  private static final Pattern FOLDER_OF_TRY = Pattern.compile("/\\S*/jnet-try-\\d+(?=/)");

  private static MeshNet net;

  @BeforeAll
  static void start() {
    net = new MeshNet().start();
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
    if (!Installation.isBinary()) {
      assertTrue(outcome.err().contains("-Djava.io.tmpdir=" + temporary), outcome::toString);
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void nothingIsWrongWithAHealthyRing() {
    Outcome outcome = matrix();
    assertTrue(
        outcome.out().contains("12 of 12 directions measured: nothing wrong"), outcome::toString);
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals("s0\ns1\ns2\ns3\n", net.mesh("list", "-q").out());
    Background serve = net.startMesh("serve", "--listen", "127.0.0.1:9911");
    // it connects and reads the last results first, which takes a busy machine its time
    Wait.until(
        Duration.ofSeconds(30), () -> serve.err().contains("listening on"), () -> serve.err());
    String metrics = net.get("http://127.0.0.1:9911/metrics");
    serve.signal("INT");
    String pair = "{family=\"4\",from=\"s3\",to=\"s0\"} ";
    assertTrue(metrics.contains("jnet_mesh_path_mtu_bytes" + pair + "1500.0\n"), metrics);
    assertTrue(metrics.contains("jnet_mesh_measured" + pair + "1.0\n"), metrics);
    assertTrue(metrics.contains("jnet_mesh_members 4.0\n"), metrics);
    assertTrue(serve.await(Duration.ofSeconds(10)).err().endsWith("/\n"), serve.err());
  }

  /** The sentence about a link, or about links that the traces do not tell apart. */
  private static String named(int family, String fault, int... routers) {
    List<String> links = new ArrayList<>();
    for (int i = 1; i < routers.length; i++) {
      links.add(
          MeshRing.router(routers[i - 1], family) + " -> " + MeshRing.router(routers[i], family));
    }
    return String.join(" or ", links) + ": " + fault;
  }

  private static String hole(int bytes) {
    return "black hole: packets over " + bytes + " bytes vanish, and no router says so";
  }

  private static String reported(int family, int router) {
    return "packets over 1300 bytes are too big, as "
        + MeshRing.router(router, family)
        + " reports";
  }

  @Test
  void namesEachOfManyFaultsWithItsDirection() {
    MeshRing ring = net.ring();
    ring.fault(0, 1, "meta length > 1400 drop");
    ring.fault(1, 5, "meta length > 1377 drop");
    ring.fault(3, 0, "numgen random mod 100 < 5 drop");
    ring.fault(0, 3, "ip dscp set cs0", "ip6 dscp set cs0");
    ring.mtu(2, 3, 1300);
    try {
      for (int family : new int[] {4, 6}) {
        Outcome outcome =
            family == 4 ? matrix("-q", "--flows", "16") : matrix("-q", "--flows", "16", "-6");
        Set<String> faults = new TreeSet<>();
        outcome.out().lines().forEach(each -> faults.add(each.replaceAll("; explains .*", "")));
        assertEquals(
            new TreeSet<>(
                Set.of(
                    named(family, hole(1400), 0, 1),
                    named(family, hole(1377), 1, 5, 2),
                    named(family, "packets are lost", 3, 0),
                    named(family, "DSCP or ECN change", 0, 3),
                    named(family, reported(family, 2), 2, 3),
                    named(family, reported(family, 3), 3, 2))),
            faults,
            outcome::toString);
        assertEquals(1, outcome.exit(), outcome::toString);
      }
    } finally {
      ring.mtu(2, 3, 1500);
      for (int each : new int[] {1, 5, 0, 3}) {
        ring.mend(each);
      }
    }
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
        outcome.out().contains("12 of 12 directions measured: nothing wrong"),
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
    long kept = measured(net.mesh("history", "--csv"));
    Background round = net.startMesh("matrix", "--every", "3s", "--json");
    try {
      round.awaitOutput("a round", () -> round.out().lines().count() >= 1);
      net.restartBrokerInMidRound();
      round.awaitOutput("two further rounds", () -> round.out().lines().count() >= 3);
    } finally {
      round.signal("INT");
    }
    Outcome outcome = round.await(Duration.ofSeconds(20));
    List<String> rounds = outcome.out().lines().toList();
    rounds.forEach(each -> assertTrue(each.contains("\"suspects\":[]"), each));
    assertFalse(rounds.get(2).contains("\"error\""), rounds.get(2));
    long results = rounds.stream().mapToLong(MeshIT::directionsMeasured).sum();
    assertTrue(results >= 24, () -> "two rounds were whole: " + outcome);
    Wait.until( // what a member could not append it appends later: one more may have been under way
        Duration.ofSeconds(30),
        () -> measured(net.mesh("history", "--csv")) >= kept + results,
        () -> kept + " and " + results + ": " + net.mesh("history", "--csv"));
  }

  /** The directions of a round's document in which nothing was wrong. */
  private static long directionsMeasured(String round) {
    return round.split("\"confidence\":\"confirmed\",\"lossPercent\":0", -1).length - 1L;
  }

  @Test
  void agentIsKilledAndWhatIsMissingIsSaidAndNothingElse() {
    net.agent(3).signal("KILL");
    Outcome outcome = matrix();
    assertTrue(
        outcome.out().contains("6 of 12 directions measured: nothing wrong"), outcome::toString);
    assertTrue(outcome.out().contains("s3 > s0: no answer from s3"), outcome::toString);
    assertTrue(outcome.out().contains("s0 > s3: no answer from s3"), outcome::toString);
    net.restartAgent(3);
    assertEquals(0, matrix().exit());
  }

  @Test
  void agentIsCutOffAndThatIsSaidAndNothingElse() {
    net.cut(2, true);
    try {
      Outcome outcome = matrix();
      assertTrue(
          outcome.out().contains("6 of 12 directions measured: nothing wrong"), outcome::toString);
      assertTrue(outcome.out().contains("s2 > s0: no answer from s2"), outcome::toString);
    } finally {
      net.cut(2, false);
    }
    // TCP of the agent's connection to the broker notices seconds later that packets arrive again
    Wait.until(Duration.ofSeconds(20), () -> matrix().exit() == 0, net::complaints);
  }

  /** Nothing tells a controller that its packets are dropped: no reset, and no error. */
  @Test
  void controllerThatIsCutOffEndsWhenItIsTold() {
    Background rounds = net.startRoundsAt(0);
    Wait.until(Duration.ofSeconds(20), () -> rounds.out().contains("\"pairs\""), rounds::err);
    net.cut(0, true);
    try {
      Wait.pause(
          Duration.ofSeconds(8)); // members are called in vain, and a new connection is tried
      rounds.signal("INT");
      Outcome outcome = rounds.await(Duration.ofSeconds(15));
      assertEquals(130, outcome.exit(), outcome::toString);
    } finally {
      net.cut(0, false);
    }
    Wait.until(Duration.ofSeconds(20), () -> matrix().exit() == 0, net::complaints);
  }

  /**
   * The agent is cut off until it has noticed, and with {@code -Djnet.mesh.cut=60} for a minute at
   * least, in which its connections break.
   */
  @Test
  @Timeout(240) // it notices when it renews its entry, or when pings are not answered
  void agentThatIsCutOffForLongComesBackAndTheNextRoundIsWhole() {
    Background agent = net.agent(1);
    long joined = lines(agent, "is a member");
    long said = lines(agent, "");
    long kept = measured(net.mesh("history", "--csv"));
    net.cut(1, true);
    try {
      Wait.pause(Duration.ofSeconds(Long.getLong("jnet.mesh.cut", 0)));
      Wait.until(Duration.ofSeconds(60), () -> lines(agent, "") > said, () -> agent.err());
      Outcome outcome = matrix();
      assertTrue(
          outcome.out().contains("6 of 12 directions measured: nothing wrong"), outcome::toString);
      assertTrue(outcome.out().contains("s1 > s0: no answer from s1"), outcome::toString);
      assertEquals(1, outcome.exit(), outcome::toString);
    } finally {
      net.cut(1, false);
    }
    Wait.until(
        Duration.ofSeconds(60), () -> lines(agent, "is a member") > joined, () -> agent.err());
    Outcome next = matrix();
    assertEquals(0, next.exit(), () -> next + net.complaints());
    Wait.until(
        Duration.ofSeconds(30),
        () -> measured(net.mesh("history", "--csv")) >= kept + 18,
        () -> kept + ": " + net.mesh("history", "--csv"));
  }

  private static long lines(Background agent, String words) {
    return agent.err().lines().filter(each -> each.contains(words)).count();
  }

  @Test
  void tryMakesAMeshOnThisMachineAndCtrlCTakesItAway(@TempDir Path folder) {
    Path server = Path.of(Servers.program("nats-server"));
    Map<String, String> environment = new TreeMap<>(Installation.ENVIRONMENT);
    environment.put("PATH", server.getParent() + ":" + System.getenv("PATH"));
    String jnet = Installation.launcher(Privilege.ROOT).toString();
    Background run =
        Background.start(folder, environment, List.of(jnet, "mesh", "try", "--every", "2s", "-q"));
    String fault =
        "198.18.0.1 -> rome: packets over 1400 bytes are too big, as 198.18.0.1 reports; explains 2"
            + " of 2";
    // a broker and five JVMs start, one after another
    Wait.until(
        Duration.ofSeconds(40),
        () -> run.out().lines().filter(each -> each.contains(fault)).count() > 1,
        () -> run.out() + run.err());
    String own = "jnet-try-" + run.pid() + "-";
    assertTrue(namespaces().contains(own + "rome"), namespaces());
    Set<Path> files = foldersOfTry(run);
    assertEquals(1, files.size(), files::toString);
    run.signal("INT");
    Outcome outcome = run.await(Duration.ofSeconds(10));
    assertFalse(namespaces().contains(own), () -> outcome + namespaces());
    files.forEach(each -> assertFalse(Files.exists(each), each::toString));
  }

  /** Where its files are, as the programs that it has started were told. */
  private static Set<Path> foldersOfTry(Background run) {
    Set<Path> folders = new TreeSet<>();
    ProcessHandle.of(run.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .flatMap(each -> each.info().commandLine().stream())
        .flatMap(each -> FOLDER_OF_TRY.matcher(each).results())
        .forEach(each -> folders.add(Path.of(each.group())));
    folders.forEach(each -> assertTrue(Files.isDirectory(each), each::toString));
    return folders;
  }

  private static String namespaces() {
    return String.join("\n", Path.of("/run/netns").toFile().list());
  }
}
