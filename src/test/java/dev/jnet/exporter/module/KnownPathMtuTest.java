package dev.jnet.exporter.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Nanos;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two packets tell whether a path carries as much as it did before. */
class KnownPathMtuTest {
  /** Twice the round trip that was known, and 100 ms more. */
  private static final long PATIENCE = 2 * HandMadeReplies.RTT + 100 * Nanos.MILLISECOND;

  private static final int MTU = 1400;
  private static final int LIMIT = 1500;
  private static final boolean HOLE = true;

  private final HandMadeReplies replies = new HandMadeReplies(4, LIMIT);

  private static MtuResult result(
      Status status, Confidence confidence, DontFragment dontFragment, int largestEcho) {
    return result(status, MTU, confidence, !HOLE, dontFragment, largestEcho);
  }

  private static MtuResult result(
      Status status,
      int mtu,
      Confidence confidence,
      boolean blackHole,
      DontFragment dontFragment,
      int largestEcho) {
    return new MtuResult(
        status,
        mtu,
        mtu + 1,
        confidence,
        new MtuResult.Counts(3, 3, 3, 3),
        blackHole,
        Optional.empty(),
        List.of(),
        List.of(),
        new MtuResult.WayBack(false, 0, largestEcho),
        dontFragment,
        Optional.empty(),
        HandMadeReplies.RTT,
        1,
        12);
  }

  private KnownPathMtu check(int mtu, boolean blackHole) {
    return check(replies, mtu, blackHole);
  }

  private static KnownPathMtu check(HandMadeReplies replies, int mtu, boolean blackHole) {
    return new KnownPathMtu(
        replies.question,
        result(Status.OK, mtu, Confidence.CONFIRMED, blackHole, DontFragment.UNTESTED, 0));
  }

  /** The next packet, which must be of this size. */
  private static Probe next(KnownPathMtu check, int size, long now) {
    Probe probe = check.next(now).orElseThrow();
    assertEquals(size, probe.packet().totalLength());
    return probe;
  }

  private static void assertHolds(KnownPathMtu check) {
    assertTrue(check.done() && check.result());
  }

  private static void assertOpen(KnownPathMtu check) {
    assertTrue(check.done(), "nothing more is asked");
    assertFalse(check.result());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void holdsWhenItArrivesAndAByteMoreIsTooBig(int version) {
    HandMadeReplies over = new HandMadeReplies(version, LIMIT);
    KnownPathMtu check = check(over, MTU, !HOLE);
    assertEquals(Long.MIN_VALUE, check.wakeAt());
    Probe fitting = next(check, MTU, 0);
    Probe larger = next(check, MTU + 1, 0);
    assertEquals(PATIENCE, check.wakeAt());
    check.accept(over.echoed(fitting));
    assertFalse(check.done());
    check.accept(over.tooBig(larger, over.router(2), MTU, 62));
    assertHolds(check);
    assertEquals(Optional.empty(), check.next(PATIENCE));
  }

  @Test
  void mustBeSearchedAnewWhenAByteMoreArrives() {
    KnownPathMtu check = check(MTU, !HOLE);
    next(check, MTU, 0);
    check.accept(replies.echoed(next(check, MTU + 1, 0)));
    assertOpen(check);
  }

  @Test
  void mustBeSearchedAnewWhenItIsTooBigItself() {
    KnownPathMtu check = check(MTU, !HOLE);
    check.accept(replies.tooBig(next(check, MTU, 0), replies.router(2), 1300, 62));
    assertOpen(check);
  }

  @Test
  void otherErrorLeavesItOpen() {
    KnownPathMtu check = check(MTU, !HOLE);
    next(check, MTU, 0);
    check.accept(replies.portUnreachable(next(check, MTU + 1, 0), replies.router(1)));
    assertOpen(check);
  }

  @Test
  void silentPacketsAreSentTwice() {
    KnownPathMtu check = check(MTU, !HOLE);
    next(check, MTU, 0);
    next(check, MTU + 1, 0);
    assertEquals(Optional.empty(), check.next(PATIENCE - 1));
    next(check, MTU, PATIENCE);
    next(check, MTU + 1, PATIENCE);
    assertEquals(2 * PATIENCE, check.wakeAt());
    assertEquals(Optional.empty(), check.next(2 * PATIENCE - 1));
    assertFalse(check.done());
    assertEquals(Optional.empty(), check.next(2 * PATIENCE));
    assertOpen(check);
  }

  @Test
  void silenceOfTheLargerOneAloneLeavesItOpen() {
    KnownPathMtu check = check(MTU, !HOLE);
    check.accept(replies.echoed(next(check, MTU, 0)));
    next(check, MTU + 1, 0);
    next(check, MTU + 1, PATIENCE);
    assertFalse(check.done());
    assertEquals(Optional.empty(), check.next(2 * PATIENCE));
    assertOpen(check);
  }

  @Test
  void secondTryCountsLikeTheFirst() {
    KnownPathMtu check = check(MTU, !HOLE);
    check.accept(replies.echoed(next(check, MTU, 0)));
    next(check, MTU + 1, 0);
    check.accept(replies.tooBig(next(check, MTU + 1, PATIENCE), replies.router(2), MTU, 62));
    assertHolds(check);
  }

  @Test
  void blackHoleHoldsWhenAByteMoreStaysSilentOnce() {
    KnownPathMtu check = check(MTU, HOLE);
    check.accept(replies.echoed(next(check, MTU, 0)));
    next(check, MTU + 1, 0);
    assertEquals(Optional.empty(), check.next(PATIENCE - 1));
    assertFalse(check.done());
    assertEquals(Optional.empty(), check.next(PATIENCE));
    assertHolds(check);
  }

  @Test
  void blackHoleThatReportsIsNoneAnyMore() {
    KnownPathMtu check = check(MTU, HOLE);
    next(check, MTU, 0);
    check.accept(replies.tooBig(next(check, MTU + 1, 0), replies.router(2), MTU, 62));
    assertOpen(check);
  }

  @Test
  void silenceOfABlackHoleSaysNothingWhereFramesWereNotCaptured() {
    KnownPathMtu check = check(MTU, HOLE);
    check.accept(replies.echoed(next(check, MTU, 0)));
    next(check, MTU + 1, 0);
    check.missedFrames();
    assertOpen(check);
  }

  @Test
  void framesThatWereNotCapturedAfterTheEndChangeNothing() {
    KnownPathMtu check = check(MTU, HOLE);
    check.accept(replies.echoed(next(check, MTU, 0)));
    next(check, MTU + 1, 0);
    check.next(PATIENCE);
    check.missedFrames();
    assertHolds(check);
  }

  @Test
  void nothingLargerIsAskedWhereNothingLargerCanLeave() {
    KnownPathMtu check = check(LIMIT, !HOLE);
    Probe fitting = next(check, LIMIT, 0);
    assertEquals(Optional.empty(), check.next(0));
    assertEquals(PATIENCE, check.wakeAt());
    check.accept(replies.echoed(fitting));
    assertHolds(check);
    assertEquals(Diagnosis.NEVER, check.wakeAt());
  }

  @ParameterizedTest
  @CsvSource({
    "OK, CONFIRMED, KEPT, 0, true",
    "OK, CONFIRMED, UNTESTED, 0, true",
    "NO_REPLY, CONFIRMED, KEPT, 0, false",
    "OK, CLAIMED, KEPT, 0, false",
    "OK, BRACKETED, KEPT, 0, false",
    "OK, CONFIRMED, CLEARED, 0, false",
    "OK, CONFIRMED, KEPT, 1200, false"
  })
  void onlyASizeThatEchoesAloneCanTellIsChecked(
      Status status, Confidence confidence, DontFragment df, int largestEcho, boolean checkable) {
    assertEquals(checkable, KnownPathMtu.isCheckable(result(status, confidence, df, largestEcho)));
  }
}
