package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final long MS = Nanos.MILLISECOND;

  private final RetrySchedule retries = new RetrySchedule();

  @Test
  void retriesAfter300MillisecondsOneSecondAndTwo() {
    for (long at : new long[] {300 * MS, 1000 * MS, 2000 * MS}) {
      assertEquals(at, retries.next());
      assertFalse(retries.isDue(at - 1));
      assertTrue(retries.isDue(at));
      assertTrue(retries.isDue(at), "asking changes nothing");
      retries.retried();
    }
    assertFalse(retries.isDue(Long.MAX_VALUE));
    assertEquals(3000 * MS, retries.next());
  }

  @Test
  void givesUpAfterThreeSeconds() {
    assertFalse(retries.isOver(3000 * MS - 1, false));
    assertTrue(retries.isOver(3000 * MS, false));
  }

  @Test
  void givesUpAfterThreeHundredMillisecondsWhenAnErrorRefusesTheProbes() {
    assertFalse(retries.isOver(300 * MS - 1, true));
    assertTrue(retries.isOver(300 * MS, true));
  }

  @Test
  void givesUpAfterTheGivenPatience() {
    retries.giveUpAfter(500 * MS);
    assertTrue(retries.isOver(500 * MS, false));
    assertEquals(300 * MS, retries.next());
    retries.retried();
    assertEquals(500 * MS, retries.next());
  }
}
