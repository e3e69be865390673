package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules by which a search closes in on the boundary, one by one. */
class BoundarySearchTest {
  private static final long MS = Nanos.MILLISECOND;

  private final HandMadeReplies replies = new HandMadeReplies(4);
  private final Evidence evidence = new Evidence();
  private final RoundTrips roundTrips = new RoundTrips();
  private final List<Integer> sweptFor = new ArrayList<>();
  private final BoundarySearch search = new BoundarySearch(1500, evidence, roundTrips, this::sweep);

  BoundarySearchTest() {
    roundTrips.sample(20 * MS); // a probe is silent after 30 ms, and certainly answered by 22.5
  }

  private Sweep sweep(int large) {
    sweptFor.add(large);
    ProbeFactory probes = new ProbeFactory(replies.question);
    return new Sweep(
        probes,
        new EchoCarrier(probes),
        replies.question.target(),
        new Sweep.Plan(0, large, new Mtu(1500), 1, false),
        Optional.empty());
  }

  private Trial sent(int size, long at) {
    Trial trial = new Trial(size, at);
    evidence.add(trial);
    return trial;
  }

  private void passed(int size) {
    evidence.passed(sent(size, 0));
  }

  private void silent(int size) {
    sent(size, 0).fallSilent();
  }

  private void reported(int size, int claim, long at) {
    Trial trial = sent(size, at);
    trial.report(new Trial.TooBig(Addresses.literal("192.0.2.1"), 1, claim));
    evidence.reported(trial);
  }

  private static List<Integer> sizes(SearchStep step) {
    return assertInstanceOf(SearchStep.SendRound.class, step).sizes();
  }

  @Test
  void awaitsProbesThatAreSmallerThanEveryReportedSize() {
    passed(1400);
    sent(1450, 5 * MS);
    sent(1450, 6 * MS);
    assertEquals(new SearchStep.Await(35 * MS), search.next(10 * MS));
    reported(1450, 1400, 0);
    assertInstanceOf(
        SearchStep.SendRound.class, search.next(10 * MS), "1450 is no longer of interest");
  }

  @Test
  void triesARoutersClaimOnceAndThenInPairs() {
    passed(1300);
    reported(1500, 1400, 0);
    assertEquals(List.of(1400), sizes(search.next(50 * MS)));
    silent(1400);
    assertEquals(List.of(1400, 1400), sizes(search.next(50 * MS)));
  }

  @Test
  void spreadsSizesOverTheGapWhenTheClaimStaysSilent() {
    passed(1300);
    reported(1500, 1400, 0);
    silent(1400);
    silent(1400);
    silent(1400);
    List<Integer> sizes = sizes(search.next(50 * MS));
    assertEquals(1400, sizes.get(0), "silent so far, which may have been bad luck");
    assertTrue(sizes.get(1) < 1400 && sizes.get(sizes.size() - 1) > 1300, sizes::toString);
  }

  @Test
  void settlesAReportOnceAnAnswerWouldBeHere() {
    for (int i = 0; i < 8; i++) {
      passed(1400);
    }
    reported(1401, 1400, 10 * MS);
    assertEquals(new SearchStep.Await(32 * MS + MS / 2), search.next(20 * MS));
    assertEquals(new SearchStep.Finish(true), search.next(32 * MS + MS / 2));
  }

  @Test
  void asksAgainBesideAControlWhereAnAnswerMayHaveBeenLost() {
    passed(1400);
    passed(1400);
    silent(1300);
    reported(1401, 1400, 0);
    assertEquals(List.of(1401, 1400, 1401, 1400), sizes(search.next(50 * MS)));
  }

  @Test
  void awaitsAnotherProbeOfTheSameSizeBeforeItAsksAgain() {
    passed(1400);
    reported(1401, 1400, 0);
    sent(1401, 40 * MS);
    assertEquals(new SearchStep.Await(70 * MS), search.next(50 * MS));
  }

  @Test
  void outlastsSilenceInPairsWithControlsAndLooksForTheBlackHole() {
    passed(1400);
    silent(1401);
    int missing = evidence.losses().silencesNeeded() - 1;
    List<Integer> sizes = sizes(search.next(50 * MS));
    assertEquals(2 * Math.min(8, missing), sizes.size());
    assertEquals(List.of(1401, 1400), sizes.subList(0, 2));
    assertEquals(List.of(1401), sweptFor);
    search.next(60 * MS);
    assertEquals(1, sweptFor.size(), "one sweep is enough");
  }

  @Test
  void pausesWhenNotEvenControlsComeBack() {
    passed(1400);
    silent(1401);
    search.next(50 * MS);
    search.next(60 * MS);
    assertEquals(new SearchStep.Await(160 * MS), search.next(70 * MS));
    assertInstanceOf(SearchStep.SendRound.class, search.next(160 * MS));
  }

  @Test
  void confirmsABlackHoleOnceTheSweepIsOver() {
    for (int i = 0; i < 40; i++) {
      passed(1400);
      silent(1401);
    }
    assertEquals(new SearchStep.Await(Long.MAX_VALUE), search.next(50 * MS));
    Sweep sweep = search.sweep().orElseThrow();
    sweep.next(50 * MS, roundTrips.timeout());
    assertEquals(new SearchStep.Finish(true), search.next(80 * MS));
  }
}
