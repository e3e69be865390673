package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningProbesTest {
  private static final long MS = Nanos.MILLISECOND;

  private final Evidence evidence = new Evidence();
  private final OpeningProbes opening = new OpeningProbes(1500, evidence, MS);

  private Trial sent(int size) {
    Trial trial = new Trial(size, 0);
    evidence.add(trial);
    return trial;
  }

  private void reportedTooBig() {
    Trial trial = sent(1500);
    trial.report(new Trial.TooBig(Addresses.literal("192.0.2.1"), 1, 1400));
    evidence.reported(trial);
  }

  @Test
  void headOfTheBurstIsAloneForItsHeadStart() {
    assertEquals(new SearchStep.SendRound(List.of(68, 1500)), opening.next(0, false));
    assertTrue(opening.holdsBack());
    assertEquals(new SearchStep.Await(MS), opening.next(MS - 1, false));
    SearchStep.Send rest = assertInstanceOf(SearchStep.Send.class, opening.next(MS, false));
    assertEquals(1493, rest.sizes().get(0));
    assertTrue(opening.isOver());
    assertFalse(opening.holdsBack());
  }

  @Test
  void endsWithoutTheRestWhenTheLargestSizeArrives() {
    opening.next(0, false);
    evidence.passed(sent(1500));
    assertEquals(new SearchStep.Finish(true), opening.next(MS / 2, false));
    assertFalse(opening.isOver());
  }

  @Test
  void restFollowsAtOnceWhenARouterCallsTheLargestTooBig() {
    opening.next(0, false);
    reportedTooBig();
    assertInstanceOf(SearchStep.Send.class, opening.next(1, false));
  }

  @Test
  void restFollowsAtOnceWhenTheTargetCannotBeReached() {
    opening.next(0, false);
    assertInstanceOf(SearchStep.Send.class, opening.next(1, true));
  }

  @Test
  void burstOfOneProbeIsOverAtOnce() {
    OpeningProbes smallest = new OpeningProbes(68, evidence, MS);
    assertEquals(new SearchStep.SendRound(List.of(68)), smallest.next(0, false));
    assertTrue(smallest.isOver());
  }

  @Test
  void scoutIsAloneForAFifthOfASecond() {
    opening.withScout();
    assertEquals(new SearchStep.SendRound(List.of(1500)), opening.next(0, false));
    assertFalse(opening.holdsBack());
    assertEquals(new SearchStep.Await(200 * MS), opening.next(200 * MS - 1, false));
    assertEquals(new SearchStep.SendRound(CommonSizes.burst(1500)), opening.next(200 * MS, false));
    assertEquals(200 * MS, opening.startedAt());
    assertTrue(opening.isOver());
  }

  @Test
  void scoutThatArrivesIsEnough() {
    opening.withScout();
    opening.next(0, false);
    evidence.passed(sent(1500));
    assertEquals(new SearchStep.Finish(true), opening.next(MS, false));
  }

  @Test
  void controlFollowsAScoutThatARouterStopped() {
    opening.withScout();
    opening.next(0, false);
    reportedTooBig();
    assertEquals(new SearchStep.SendRound(List.of(68)), opening.next(MS, false));
    assertTrue(opening.isOver());
  }

  @Test
  void burstFollowsAScoutAtOnceWhenTheTargetCannotBeReached() {
    opening.withScout();
    opening.next(0, false);
    assertEquals(new SearchStep.SendRound(CommonSizes.burst(1500)), opening.next(MS, true));
  }
}
