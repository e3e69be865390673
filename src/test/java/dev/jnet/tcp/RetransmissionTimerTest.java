package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class RetransmissionTimerTest {
  private static final long MS = Nanos.MILLISECOND;

  private final RetransmissionTimer timer = new RetransmissionTimer(1_000 * MS, 200 * MS);

  @Test
  void timeoutFollowsRoundTripsAsRfc6298Says() {
    assertEquals(1_000 * MS, timer.timeout());
    timer.measured(100 * MS); // SRTT 100, RTTVAR 50
    assertEquals(300 * MS, timer.timeout());
    timer.measured(180 * MS); // RTTVAR 50 + (80 − 50) / 4 = 57.5, SRTT 110
    assertEquals(340 * MS, timer.timeout());
    assertEquals(110 * MS, timer.smoothed());
  }

  @Test
  void timeoutDoublesUpToAMinute() {
    timer.backOff();
    assertEquals(2_000 * MS, timer.timeout());
    for (int i = 0; i < 20; i++) {
      timer.backOff();
    }
    assertEquals(60_000 * MS, timer.timeout());
  }

  @Test
  void timeoutIsNeverBelowTheLeast() {
    for (int i = 0; i < 100; i++) {
      timer.measured(1);
    }
    assertEquals(200 * MS, timer.timeout());
  }

  @Test
  void synThatWasSentAgainRaisesTheTimeout() {
    timer.measured(100 * MS);
    timer.atLeast(1_000 * MS);
    assertEquals(1_000 * MS, timer.timeout());
  }

  @Test
  void runsUntilItIsStoppedOrHasRunOut() {
    assertFalse(timer.isRunning());
    assertEquals(Nanos.FOREVER, timer.expiresAt());
    timer.start(5 * MS);
    assertTrue(timer.isRunning());
    assertEquals(1_005 * MS, timer.expiresAt());
    timer.stop();
    assertFalse(timer.isRunning());
    timer.start(5 * MS);
    timer.backOff();
    assertFalse(timer.isRunning());
    timer.start(0);
    assertEquals(2_000 * MS, timer.expiresAt());
  }
}
