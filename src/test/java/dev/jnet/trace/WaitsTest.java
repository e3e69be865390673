package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final long MS = Nanos.MILLISECOND;

  private final Waits waits = new Waits(3_000 * MS);

  @Test
  void waitsForTheWholePatienceBeforeAnyAnswer() {
    assertEquals(3_000 * MS, waits.withoutEnd());
    assertEquals(3_000 * MS, waits.after(waits.longestRoundTrip()));
  }

  @Test
  void waitsHalfAgainAsLongAsTheSlowestButAtLeast60MsMoreOnceTheEndIsKnown() {
    waits.sample(20 * MS);
    assertEquals(80 * MS, waits.after(waits.longestRoundTrip()));
    waits.sample(120 * MS);
    assertEquals(180 * MS, waits.after(waits.longestRoundTrip()));
    waits.sample(200 * MS);
    assertEquals(300 * MS, waits.after(waits.longestRoundTrip()));
  }

  @Test
  void waitsThreeRoundTripsButAtLeastOneSecondForATargetFartherAway() {
    waits.sample(20 * MS);
    assertEquals(1_000 * MS, waits.withoutEnd());
    waits.sample(400 * MS);
    assertEquals(1_200 * MS, waits.withoutEnd());
  }

  @Test
  void fasterAnswersDoNotShortenTheWait() {
    waits.sample(400 * MS);
    waits.sample(1 * MS);
    assertEquals(600 * MS, waits.after(waits.longestRoundTrip()));
  }

  @Test
  void neverWaitsLongerThanAllowed() {
    waits.sample(2_900 * MS);
    assertEquals(3_000 * MS, waits.after(waits.longestRoundTrip()));
    assertEquals(3_000 * MS, waits.withoutEnd());
  }

  @Test
  void roundTripOfZeroCountsAsAnAnswer() {
    waits.sample(0);
    assertEquals(60 * MS, waits.after(waits.longestRoundTrip()));
    assertEquals(1_000 * MS, waits.withoutEnd());
  }
}
