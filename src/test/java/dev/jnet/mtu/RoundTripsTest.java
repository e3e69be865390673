package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
  private final RoundTrips roundTrips = new RoundTrips();

  @Test
  void beforeAnyAnswerTheWaitIsASecond() {
    assertFalse(roundTrips.known());
    assertEquals(0, roundTrips.least());
    assertEquals(Nanos.SECOND, roundTrips.timeout());
    assertEquals(Nanos.SECOND, roundTrips.certainty());
  }

  @Test
  void leastIsTheQuickestAnswer() {
    roundTrips.sample(30 * Nanos.MILLISECOND);
    roundTrips.sample(20 * Nanos.MILLISECOND);
    roundTrips.sample(40 * Nanos.MILLISECOND);
    assertTrue(roundTrips.known());
    assertEquals(20 * Nanos.MILLISECOND, roundTrips.least());
  }

  @Test
  void timeoutLeavesAtLeastTenMillisecondsOnANearPath() {
    roundTrips.sample(Nanos.MILLISECOND);
    assertEquals(11 * Nanos.MILLISECOND, roundTrips.timeout());
  }

  @Test
  void timeoutIsOneAndAHalfRoundTripsOnAFarPath() {
    roundTrips.sample(200 * Nanos.MILLISECOND);
    assertEquals(300 * Nanos.MILLISECOND, roundTrips.timeout());
  }

  @Test
  void timeoutGrowsWithTheDeviation() {
    roundTrips.sample(100 * Nanos.MILLISECOND);
    roundTrips.sample(200 * Nanos.MILLISECOND);
    // 100 ms off the middle, a quarter of which counts, four times
    assertEquals(300 * Nanos.MILLISECOND, roundTrips.timeout());
    roundTrips.sample(300 * Nanos.MILLISECOND);
    assertTrue(roundTrips.timeout() > 450 * Nanos.MILLISECOND, roundTrips.timeout() + " ns");
  }

  @Test
  void certaintyIsTheSlowestAnswerPlusAnEighth() {
    roundTrips.sample(Nanos.MILLISECOND);
    assertEquals(3 * Nanos.MILLISECOND / 2, roundTrips.certainty());
    roundTrips.sample(80 * Nanos.MILLISECOND);
    assertEquals(90 * Nanos.MILLISECOND, roundTrips.certainty());
  }
}
