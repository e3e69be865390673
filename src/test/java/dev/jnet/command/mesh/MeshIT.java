package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Wait;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
    net.close();
  }

  /** A round, after the least time that members keep between two. */
  private static Outcome matrix(String... options) {
    Wait.pause(MIN_INTERVAL);
    return net.mesh("matrix", options);
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
  void brokerIsKilledAndRestartedAndALaterRoundIsWhole() {
    net.killBroker();
    Outcome away = net.mesh("matrix");
    assertEquals(2, away.exit(), away::toString);
    assertTrue(away.err().contains("cannot connect"), away::toString);
    net.startBroker();
    net.awaitMembers(4);
    // The broker remembers the members of before: those that are not back yet are only missing.
    Outcome outcome = matrix("-q");
    for (int rounds = 1; outcome.exit() != 0 && rounds < 5; rounds++) {
      assertEquals("", outcome.out(), outcome::toString);
      outcome = matrix("-q");
    }
    assertEquals("", outcome.out(), outcome::toString);
    assertEquals(0, outcome.exit(), outcome::toString);
  }

  @Test
  void agentIsKilledAndWhatIsMissingIsSaidAndNothingElse() {
    net.agent(3).signal("KILL");
    Outcome outcome = matrix();
    assertTrue(
        outcome.out().contains("6 of 12 ordered pairs measured: nothing wrong"), outcome::toString);
    assertTrue(outcome.out().contains("s3 > s0: no answer from s3"), outcome::toString);
    assertTrue(outcome.out().contains("s0 > s3: s3 does not tell"), outcome::toString);
    net.restartAgent(3);
    assertEquals(0, matrix().exit());
  }
}
