package dev.jnet.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class ManyProgressTest {
  @Test
  void showsTheRateAndTheTimeLeft() {
    long elapsed = 2 * Nanos.SECOND;
    assertEquals("0 of 10 targets, 500 probes/s", ManyProgress.line(10, 0, 1000, elapsed));
    assertEquals(
        "25 of 100 targets, 998 probes/s, 6 s left", ManyProgress.line(100, 25, 1996, elapsed));
    assertEquals(
        "1 of 100 targets, 10 probes/s, 16 min left",
        ManyProgress.line(100, 1, 100, 10 * Nanos.SECOND));
  }
}
