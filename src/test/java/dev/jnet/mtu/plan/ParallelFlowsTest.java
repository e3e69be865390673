package dev.jnet.mtu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.Report;
import dev.jnet.mtu.MtuResult.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several flows gives the answer, and what one flow learns from the others. */
class ParallelFlowsTest {
  private static final HandMadeReplies REPLIES = new HandMadeReplies(4);
  private static final boolean HOLE = true;

  /** A search that has one probe to send, and has found something. */
  private static final class Flow extends PuppetSearch {
    private final MtuResult found;

    Flow(MtuResult found) {
      this.found = found;
      this.next = Optional.of(REPLIES.echoRequest());
    }

    @Override
    public MtuResult result() {
      return found;
    }
  }

  private static Flow flow(
      Status status, int mtu, Confidence confidence, boolean blackHole, Report... reports) {
    return new Flow(
        new MtuResult(
            status,
            mtu,
            mtu + 1,
            confidence,
            new MtuResult.Counts(1, 1, 3, 0),
            blackHole,
            Optional.empty(),
            List.of(reports),
            List.of(),
            new MtuResult.WayBack(false, 0, 0),
            MtuResult.DontFragment.UNTESTED,
            Optional.empty(),
            1,
            1,
            10));
  }

  private static Flow known(int mtu) {
    return flow(Status.OK, mtu, Confidence.CONFIRMED, !HOLE);
  }

  private static ParallelFlows search(Flow... flows) {
    return new ParallelFlows(List.of(flows));
  }

  @Test
  void flowThatCarriesLeastIsTheAnswerWithTheProbesOfAll() {
    MtuResult result = search(known(1500), known(1400), known(1450)).result();
    assertEquals(1400, result.lower());
    assertEquals(30, result.probes());
  }

  @Test
  void flowWhoseMtuIsKnownComesBeforeRangesAndSilence() {
    Flow range = flow(Status.OK, 1200, Confidence.BRACKETED, !HOLE);
    Flow silent = flow(Status.NO_REPLY, 0, Confidence.BRACKETED, !HOLE);
    assertEquals(1500, search(silent, range, known(1500)).result().lower());
    assertEquals(1200, search(silent, range).result().lower());
  }

  @Test
  void reportToOneFlowExplainsTheBlackHoleOfAnother() {
    Report report = new Report(2, REPLIES.router(2), 1400, 1500);
    Flow reported = flow(Status.OK, 1400, Confidence.CONFIRMED, !HOLE, report);
    Flow hole = flow(Status.OK, 1400, Confidence.CONFIRMED, HOLE);
    MtuResult explained = search(hole, reported).flows().get(0);
    assertFalse(explained.blackHole());
    assertEquals(List.of(report), explained.reports());
  }

  @Test
  void reportOfAnotherSizeExplainsNothing() {
    Report report = new Report(2, REPLIES.router(2), 1450, 1500);
    Flow reported = flow(Status.OK, 1450, Confidence.CONFIRMED, !HOLE, report);
    Flow hole = flow(Status.OK, 1400, Confidence.CONFIRMED, HOLE);
    assertTrue(search(hole, reported).flows().get(0).blackHole());
  }

  @Test
  void answerToOneFlowIsAnAnswer() {
    Flow second = known(1400);
    ParallelFlows search = search(known(1500), second);
    assertFalse(search.answered());
    second.answered = true;
    assertTrue(search.answered());
  }

  @Test
  void allFlowsAreAskedAndAbandonedTogether() {
    Flow first = known(1500);
    Flow second = known(1400);
    ParallelFlows search = search(first, second);
    search.accept(REPLIES.echoed(search.next(0).orElseThrow()));
    assertTrue(search.next(0).isPresent());
    assertEquals(List.of(1, 0), List.of(first.accepted.size(), second.accepted.size()));
    assertFalse(search.done());
    search.abandon(0);
    assertTrue(search.done());
  }
}
