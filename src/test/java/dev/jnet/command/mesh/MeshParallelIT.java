package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of two links between the same two routers has a fault in one direction. */
@NamespaceTest
class MeshParallelIT {
  private static final Duration MIN_INTERVAL = Duration.ofMillis(2100);
  private static final String SOME = ", for some flows: ";
  private static final int NEAR = 3;
  private static final int FAR = 0;

  private static MeshNet net;

  @BeforeAll
  static void start() {
    net = new MeshNet(List.of(NEAR, FAR)).start();
  }

  @AfterAll
  static void stop() {
    if (net != null) { // otherwise the failure of the start would not be told
      net.close();
    }
  }

  @AfterEach
  void mend() {
    net.ring().mend(FAR);
  }

  /** The suspects of a round. */
  private static List<String> suspects(int family) {
    Wait.pause(MIN_INTERVAL);
    Outcome outcome =
        family == 4
            ? net.mesh("matrix", "-q", "--flows", "16")
            : net.mesh("matrix", "-q", "--flows", "16", "-6");
    assertEquals(1, outcome.exit(), outcome::toString);
    return outcome.out().lines().toList();
  }

  /**
   * One suspect, at the right link: chance decides which addresses are known to be one router's.
   */
  private static void assertBlamed(int from, int to, int family, String fault, List<String> said) {
    assertEquals(1, said.size(), said::toString);
    String near = MeshRing.router(from, family) + " -> ";
    List<String> far = MeshRing.ends(to, family);
    assertTrue(
        far.stream().anyMatch(each -> said.get(0).startsWith(near + each + SOME + fault)),
        () -> near + far + fault + said);
  }

  /** Linux routers answer each sender from one address, so the traces show one link. */
  @ParameterizedTest
  @CsvSource({
    "4,meta length > 1400 drop,black hole: packets over 1400 bytes vanish",
    "6,meta length > 1377 drop,black hole: packets over 1377 bytes vanish",
    "4,numgen random mod 100 < 20 drop,packets are lost",
  })
  void linkIsNamedForSomeFlowsAndNoOther(int family, String rule, String fault) {
    net.ring().parallelFault(NEAR, FAR, rule);
    assertBlamed(NEAR, FAR, family, fault, suspects(family));
  }

  @Test
  void narrowLinkIsNamedByTheRouterThatReportsIt() {
    net.ring().parallelFault(NEAR, FAR, "counter"); // nothing is wrong yet
    net.ring().parallelMtu(NEAR, FAR, 1300);
    try {
      List<String> suspects = suspects(4);
      for (int from : new int[] {NEAR, FAR}) {
        String reports = "packets over 1300 bytes are too big, as " + MeshRing.router(from, 4);
        assertBlamed(
            from,
            NEAR + FAR - from,
            4,
            reports,
            suspects.stream().filter(each -> each.contains(reports)).toList());
      }
    } finally {
      net.ring().parallelMtu(NEAR, FAR, 1500);
    }
  }

  /** Then the address behind the arrow is that of the link itself. */
  @Test
  void whereRoutersAnswerFromEachLinkTheAddressTellsWhichOneItIs() {
    net.ring().answerByLink(true);
    net.ring().parallelFault(NEAR, FAR, "meta length > 1400 drop");
    try {
      List<String> suspects = suspects(4);
      String link = MeshRing.router(NEAR, 4) + " -> " + MeshRing.parallelEnd();
      assertEquals(1, suspects.size(), suspects::toString);
      assertTrue(suspects.get(0).startsWith(link + SOME + "black hole: "), suspects::toString);
    } finally {
      net.ring().answerByLink(false);
    }
  }
}
