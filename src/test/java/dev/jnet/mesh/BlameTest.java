package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlameTest {
  private static PairResult pair(String from, String to, int mtu, String reporter, String... path) {
    boolean whole = mtu == 1500;
    FlowResult flow =
        new FlowResult(
            0,
            mtu,
            whole ? null : mtu + 1,
            whole ? 0 : 8,
            reporter,
            reporter == null ? null : (long) mtu,
            0,
            200,
            200,
            0,
            Symptom.SENT_CLASS,
            List.of(path),
            true);
    return new PairResult(from, to, 4, 1500, 1L, List.of(flow), null);
  }

  @Test
  void namesTheDirectedLinkThatAllBrokenPairsShare() {
    Blame blame =
        Blame.of(
            List.of(
                pair("a", "b", 1400, null, "r1", "r2"),
                pair("a", "c", 1400, null, "r1", "r2"),
                pair("d", "b", 1400, null, "r3", "r1", "r2"),
                pair("b", "a", 1500, null, "r2", "r1"),
                pair("b", "c", 1500, null, "r2"),
                pair("c", "b", 1500, null, "r2"),
                pair("a", "d", 1500, null, "r1", "r3"),
                pair("d", "a", 1500, null, "r3", "r1")));
    assertEquals(1, blame.suspects().size());
    Suspect suspect = blame.suspects().get(0);
    assertEquals(List.of(new DirectedLink("r1", "r2")), suspect.links());
    assertEquals(3, suspect.explained().size());
    assertTrue(suspect.isCertain());
  }

  @Test
  void namesAllLinksThatTheTracesDoNotTellApart() {
    Suspect suspect = Blame.of(List.of(pair("a", "b", 1400, null, "r1"))).suspects().get(0);
    assertEquals(
        List.of(new DirectedLink("a", "r1"), new DirectedLink("r1", "b")), suspect.links());
  }

  @Test
  void routerThatReportsMeansItsOwnLink() {
    Suspect suspect = Blame.of(List.of(pair("a", "b", 1400, "r1", "r1", "r2"))).suspects().get(0);
    assertEquals(List.of(new DirectedLink("r1", "r2")), suspect.links());
    assertEquals(Symptom.Kind.NARROW, suspect.symptom().kind());
  }

  private static PairResult lossy(String from, String to, int sent, int lost, String... path) {
    FlowResult flow =
        new FlowResult(
            0,
            1500,
            null,
            0,
            null,
            null,
            0,
            sent,
            sent - lost,
            0,
            Symptom.SENT_CLASS,
            List.of(path),
            true);
    return new PairResult(from, to, 4, 1500, 1L, List.of(flow), null);
  }

  @Test
  void flowThatLosesNothingByChanceDoesNotClearALossyLink() {
    Blame blame =
        Blame.of(
            List.of(
                lossy("a", "b", 25, 3, "r1", "r2"),
                lossy("c", "b", 25, 2, "r3", "r1", "r2"),
                lossy("d", "b", 25, 0, "r4", "r1", "r2"),
                lossy("a", "e", 200, 0, "r1", "r5"),
                lossy("c", "e", 200, 0, "r3", "r1", "r5"),
                lossy("f", "b", 200, 0, "r2")));
    assertEquals(1, blame.suspects().size());
    assertEquals(List.of(new DirectedLink("r1", "r2")), blame.suspects().get(0).links());
  }

  /** At so much loss, all packets of a size may be lost, too. */
  @Test
  void sizeThatHeavyLossMayHaveTakenIsNoBlackHole() {
    FlowResult flow =
        new FlowResult(
            0, 1499, 1500, 8, null, null, 0, 20, 9, 0, Symptom.SENT_CLASS, List.of(), true);
    assertEquals(Set.of(new Symptom(Symptom.Kind.LOSS, 0)), Symptom.of(flow));
  }

  private static PairResult bleached(String from, String to, boolean broken, String... path) {
    int arrives = broken ? Symptom.SENT_CLASS & 3 : Symptom.SENT_CLASS;
    FlowResult flow =
        new FlowResult(0, 1500, null, 0, null, null, 0, 200, 200, 0, arrives, List.of(path), true);
    return new PairResult(from, to, 4, 1500, 1L, List.of(flow), null);
  }

  @Test
  void routerIsNamedWhereItIsOnAllBrokenPathsAndNoLinkIs() {
    Blame blame =
        Blame.of(
            List.of(
                bleached("a", "b", true, "r1", "r2"),
                bleached("b", "a", true, "r2", "r1"),
                bleached("b", "c", true, "r2", "r3"),
                bleached("a", "c", true, "r1", "r2", "r3"),
                bleached("a", "d", false, "r1", "r4"),
                bleached("c", "d", false, "r3", "r4")));
    Suspect suspect = blame.suspects().get(0);
    assertEquals(1, blame.suspects().size());
    assertEquals("r2", suspect.router());
    assertEquals(4, suspect.explained().size());
    assertTrue(suspect.isCertain());
  }

  @Test
  void twoFaultsAreTwoSuspects() {
    Blame blame =
        Blame.of(
            List.of(
                pair("a", "b", 1400, null, "r1", "r2"),
                pair("c", "d", 1400, null, "r3", "r4"),
                pair("a", "d", 1500, null, "r1", "r4"),
                pair("c", "b", 1500, null, "r3", "r2")));
    assertEquals(
        List.of(List.of(new DirectedLink("r1", "r2")), List.of(new DirectedLink("r3", "r4"))),
        blame.suspects().stream().map(Suspect::links).toList());
  }

  @Test
  void namesNoLinkWhereHealthyPairsPassAllOfThem() {
    Blame blame =
        Blame.of(
            List.of(
                pair("a", "b", 1400, null, "r1"),
                pair("a", "c", 1500, null, "r1"),
                pair("d", "b", 1500, null, "r1")));
    assertEquals(List.of(), blame.suspects());
    assertEquals(
        List.of(new Direction("a", "b")),
        blame.unexplained().get(new Symptom(Symptom.Kind.BLACK_HOLE, 1400)));
  }

  @Test
  void narrowerPairSaysNothingAboutAWiderHole() {
    Blame blame =
        Blame.of(
            List.of(
                pair("a", "b", 1400, null, "r1", "r2"),
                pair("a", "c", 1300, "r2", "r1", "r2"),
                pair("a", "d", 1500, null, "r1")));
    assertTrue(
        blame.suspects().stream()
            .anyMatch(each -> each.links().contains(new DirectedLink("r1", "r2"))));
  }

  @Test
  void addressesOfOneRouterAreMergedByTheEndsOfItsLinks() {
    // r1 has 10.0.0.1 towards a, and 10.0.1.1 towards r2, which has 10.0.1.2 there
    List<PairResult> results =
        List.of(
            pair("a", "b", 1500, null, "10.0.0.1", "10.0.1.2"),
            pair("b", "a", 1500, null, "10.0.2.1", "10.0.1.1"));
    LinkMap map = LinkMap.of(results);
    assertEquals(map.router("10.0.0.1"), map.router("10.0.1.1"));
    assertEquals(map.router("10.0.2.1"), map.router("10.0.1.2"));
    assertTrue(!map.router("10.0.0.1").equals(map.router("10.0.2.1")));
  }

  @Test
  void silentRouterIsFilledInFromOtherTraces() {
    PairResult silent = pair("a", "b", 1500, null, "r1", "", "r3");
    LinkMap map = LinkMap.of(List.of(silent, pair("c", "b", 1500, null, "r1", "r2", "r3")));
    assertEquals(
        List.of(
            new DirectedLink("a", "r1"),
            new DirectedLink("r1", "r2"),
            new DirectedLink("r2", "r3"),
            new DirectedLink("r3", "b")),
        map.links(silent.direction(), silent.flows().get(0)));
  }

  @Test
  void addressesWithoutSuchEvidenceStayApart() {
    LinkMap map =
        LinkMap.of(
            List.of(
                pair("a", "b", 1500, null, "10.0.0.1", "10.0.1.9"),
                pair("b", "a", 1500, null, "10.0.2.1", "10.0.3.77")));
    assertEquals("10.0.3.77", map.router("10.0.3.77"));
    assertEquals("10.0.0.1", map.router("10.0.0.1"));
  }

  private static FlowResult flow(int number, int mtu, String... path) {
    boolean whole = mtu == 1500;
    return new FlowResult(
        number,
        mtu,
        whole ? null : mtu + 1,
        whole ? 0 : 8,
        null,
        null,
        0,
        200,
        200,
        0,
        Symptom.SENT_CLASS,
        List.of(path),
        true);
  }

  /** The routers at both ends answer each sender from one address, whichever way it was. */
  @Test
  void membersOfAnEqualPairStayTwoRouters() {
    FlowResult left = flow(0, 1500, "10.1.1.1", "10.2.10.2", "10.2.11.2");
    FlowResult right = flow(1, 1400, "10.1.1.1", "10.2.12.2", "10.2.11.2");
    FlowResult leftBack = flow(0, 1500, "10.1.2.1", "10.2.11.1", "10.2.12.1");
    FlowResult rightBack = flow(1, 1500, "10.1.2.1", "10.2.13.1", "10.2.12.1");
    List<PairResult> results =
        List.of(
            new PairResult("a", "b", 4, 1500, 1L, List.of(left, right), null),
            new PairResult("b", "a", 4, 1500, 1L, List.of(leftBack, rightBack), null));
    Suspect suspect = Blame.of(results).suspects().get(0);
    assertEquals(
        List.of(
            new DirectedLink("10.1.1.1", "10.2.12.2"), new DirectedLink("10.2.12.2", "10.1.2.1")),
        suspect.links());
  }
}
