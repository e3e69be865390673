package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.NotReached;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.PacketsLost;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.HopFinding.Refused;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Via;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.HopAnswer.Kind;
import dev.jnet.trace.TraceResult;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from the answers of the hops of a trace. */
class TraceConclusionsTest {
  private static final int LAST = 30;
  private static final InetAddress GATEWAY = address(1);
  private static final InetAddress TARGET = address(80);

  private static InetAddress address(int last) {
    return Addresses.literal("192.0.2." + last);
  }

  /** An answer that has passed one router for each hop before it, or as many as are named. */
  private static HopAnswer answer(int from, Kind kind, int routers, Change... changes) {
    return new HopAnswer(
        address(from),
        kind,
        "words",
        (routers + 1) * 10L * Nanos.MILLISECOND,
        64 - routers,
        List.of(changes),
        List.of());
  }

  private static Hop hop(int ttl, int sent, Hop.Loss loss, HopAnswer... answers) {
    return new Hop(ttl, sent, List.of(answers), loss);
  }

  private static Hop router(int ttl, Change... changes) {
    return hop(ttl, 1, Hop.Loss.NONE, answer(ttl, Kind.ROUTER, ttl - 1, changes));
  }

  private static Hop silent(int ttl) {
    return hop(ttl, 3, Hop.Loss.OWN);
  }

  private static Hop target(int ttl, int routers) {
    return hop(ttl, 1, Hop.Loss.NONE, answer(80, Kind.TARGET, routers));
  }

  private static List<Finding> conclude(Status status, Hop... hops) {
    return conclude(status, true, hops);
  }

  private static List<Finding> conclude(Status status, boolean whole, Hop... hops) {
    FirstHop first =
        new FirstHop(
            "eth0",
            LinkType.ETHERNET,
            1500,
            address(200),
            MacAddress.ZERO,
            GATEWAY,
            MacAddress.ZERO);
    OptionalInt silentFrom =
        status == Status.SILENT
            ? OptionalInt.of(hops[hops.length - 1].ttl() + 1)
            : OptionalInt.empty();
    TraceResult result =
        new TraceResult(status, Via.ICMP, 60, List.of(hops), silentFrom, List.of(), hops.length);
    return TraceConclusions.of(result, first, TARGET, LAST, whole);
  }

  private static <F extends Finding> List<F> all(Class<F> kind, List<Finding> findings) {
    return findings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <F extends Finding> F only(Class<F> kind, List<Finding> findings) {
    List<F> found = all(kind, findings);
    assertEquals(1, found.size(), findings::toString);
    return found.get(0);
  }

  @Test
  void targetBehindARouterThatAnsweredIsAtItsHop() {
    Reached reached =
        only(Reached.class, conclude(Status.REACHED, router(1), router(2), target(3, 2)));
    assertEquals(3, reached.hop());
    assertTrue(reached.exact());
    assertEquals(Certainty.SEEN, reached.grounds().certainty());
  }

  /** It may have left the probes with smaller hop limits unanswered. */
  @ParameterizedTest
  @CsvSource({"2, true", "1, false"})
  void behindASilentHopTheReplysHopLimitTells(int routersBack, boolean exact) {
    Reached reached =
        only(Reached.class, conclude(Status.REACHED, router(1), silent(2), target(3, routersBack)));
    assertEquals(exact, reached.exact());
    assertEquals(
        exact ? Certainty.inferred(Certainty.Basis.REPLY_HOP_LIMIT) : Certainty.SEEN,
        reached.grounds().certainty());
  }

  /** A trace that begins at hop 5 of a target that is nearer finds it there, too. */
  @Test
  void targetAskedAloneMayBeNearer() {
    assertFalse(only(Reached.class, conclude(Status.REACHED, target(5, 4))).exact());
    assertTrue(only(Reached.class, conclude(Status.REACHED, target(1, 0))).exact());
  }

  @Test
  void answerThatPassedNoRouterIsTheFirstRoutersWhereItTookNoLonger() {
    HopAnswer near = answer(80, Kind.TARGET, 0);
    List<Finding> findings = conclude(Status.REACHED, router(1), hop(2, 1, Hop.Loss.NONE, near));
    assertEquals(64, only(MiddleboxAnswers.class, findings).hopLimit());
    assertEquals(Certainty.GUESSED, only(Reached.class, findings).grounds().certainty());

    HopAnswer far =
        new HopAnswer(
            TARGET, Kind.TARGET, "words", 50 * Nanos.MILLISECOND, 64, List.of(), List.of());
    findings = conclude(Status.REACHED, router(1), hop(2, 1, Hop.Loss.NONE, far));
    assertEquals(List.of(), all(MiddleboxAnswers.class, findings));
    assertEquals(Certainty.SEEN, only(Reached.class, findings).grounds().certainty());
  }

  @Test
  void silenceBeginsAfterTheLastAnswer() {
    NotReached not = only(NotReached.class, conclude(Status.SILENT, router(1), router(2)));
    assertEquals(3, not.hop());
    assertEquals(LAST, not.last());
  }

  @Test
  void refusalNamesWhoRefusesAndWhy() {
    Hop end = hop(2, 1, Hop.Loss.NONE, answer(2, Kind.REFUSAL, 1));
    Refused refused = only(Refused.class, conclude(Status.REFUSED, router(1), end));
    assertEquals(2, refused.hop());
    assertEquals(address(2), refused.by());
    assertEquals("words", refused.reason());
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 0", "4, 1", "5, 1"})
  void returnPathDiffersByMoreThanOneHop(int routersBack, int findings) {
    Hop odd = hop(3, 1, Hop.Loss.NONE, answer(3, Kind.ROUTER, routersBack));
    List<ReturnPathDiffers> found =
        all(
            ReturnPathDiffers.class,
            conclude(Status.REACHED, router(1), router(2), odd, target(4, 3)));
    assertEquals(findings, found.size());
    found.forEach(each -> assertEquals(routersBack + 1, each.hopsBack()));
  }

  @Test
  void changeBelongsToTheFirstHopThatShowsIt() {
    Change bleached = new Change(Change.Field.TRAFFIC_CLASS, 0xb8, 0);
    Change clamped = new Change(Change.Field.MSS, 1460, 1360);
    List<PacketRewritten> rewritten =
        all(
            PacketRewritten.class,
            conclude(
                Status.REACHED,
                router(1),
                router(2, bleached),
                router(3, bleached, clamped),
                target(4, 3)));
    assertEquals(List.of(2, 3), rewritten.stream().map(PacketRewritten::hop).toList());
    assertEquals(
        List.of(bleached, clamped), rewritten.stream().map(PacketRewritten::change).toList());
  }

  /** Two values of a random field are one change; two of another field are two. */
  @Test
  void randomFieldsThatDifferAreOneChange() {
    Change one = new Change(Change.Field.IDENTIFICATION, 1, 17);
    Change other = new Change(Change.Field.IDENTIFICATION, 2, 23);
    Change mss = new Change(Change.Field.MSS, 1460, 1360);
    Change smaller = new Change(Change.Field.MSS, 1460, 1260);
    List<PacketRewritten> rewritten =
        all(
            PacketRewritten.class,
            conclude(Status.REACHED, router(1, one, mss), router(2, other, smaller), target(3, 2)));
    assertEquals(
        List.of(one, mss, smaller), rewritten.stream().map(PacketRewritten::change).toList());
  }

  /** Each hidden stretch of the path is a finding of its own. */
  @Test
  void hopLimitThatHidesRoutersIsToldOfEachHop() {
    Change hidden = new Change(Change.Field.TTL, 1, 3);
    List<Finding> findings =
        conclude(Status.REACHED, router(1, hidden), router(2, hidden), target(3, 2));
    assertEquals(2, all(PacketRewritten.class, findings).size());
  }

  private static Hop answering(int ttl, int sent, int answered, Hop.Loss loss) {
    HopAnswer answer = answer(ttl, Kind.ROUTER, ttl - 1);
    List<HopAnswer> answers = new ArrayList<>(Collections.nCopies(answered, answer));
    return new Hop(ttl, sent, answers, loss);
  }

  @Test
  void oneMissingAnswerIsChanceAndMoreAreAGuess() {
    for (int missing = 1; missing <= 5; missing++) {
      Hop few = answering(2, 10, 10 - missing, Hop.Loss.OWN);
      List<AnswersRationed> rationed =
          all(AnswersRationed.class, conclude(Status.REACHED, router(1), few, target(3, 2)));
      assertEquals(missing == 1 ? 0 : 1, rationed.size());
      for (AnswersRationed each : rationed) {
        assertEquals(Certainty.GUESSED, each.grounds().certainty());
      }
    }
  }

  @Test
  void lossBeginsAtTheFirstHopFromWhichAllLaterHopsLoseToo() {
    Hop lossy = answering(2, 10, 5, Hop.Loss.PERSISTS);
    Hop behind = answering(3, 10, 5, Hop.Loss.PERSISTS);
    PacketsLost lost =
        only(PacketsLost.class, conclude(Status.REACHED, router(1), lossy, behind, target(4, 3)));
    assertEquals(2, lost.hop());
    assertEquals(Certainty.GUESSED, lost.grounds().certainty());
  }

  @Test
  void nothingIsMissingWhereJnetItselfLostFrames() {
    Hop rationed = answering(1, 10, 2, Hop.Loss.OWN);
    Hop lossy = answering(2, 10, 5, Hop.Loss.PERSISTS);
    List<Finding> findings = conclude(Status.REACHED, false, rationed, lossy, target(3, 2));
    assertEquals(List.of(), all(AnswersRationed.class, findings));
    assertEquals(List.of(), all(PacketsLost.class, findings));
  }
}
