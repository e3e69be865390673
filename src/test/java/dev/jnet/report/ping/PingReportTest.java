package dev.jnet.report.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PingReportTest {
  /** As C prints the float with {@code %g}. */
  @Test
  void percentagesAreThoseOfPing() {
    assertEquals("0", PingText.percent(0));
    assertEquals("100", PingText.percent(100));
    assertEquals("50", PingText.percent(50));
    assertEquals("33.3333", PingText.percent(100.0 / 3));
    assertEquals("66.6667", PingText.percent(200.0 / 3));
    assertEquals("14.2857", PingText.percent(100.0 / 7));
    assertEquals("0.1", PingText.percent(0.1));
    assertEquals("0.0333333", PingText.percent(0.1 / 3));
    assertEquals("0.0001", PingText.percent(0.0001));
    assertEquals("5e-05", PingText.percent(0.00005));
    assertEquals("3.33333e-06", PingText.percent(0.00001 / 3));
    assertEquals("99.9999", PingText.percent(99.9999));
  }

  @Test
  void timesAreThoseOfPing() {
    assertEquals("0.047", PingText.time(47_000));
    assertEquals("0.048", PingText.time(47_500));
    assertEquals("1.23", PingText.time(1_234_000));
    assertEquals("9.99", PingText.time(9_990_000));
    assertEquals("10.0", PingText.time(9_996_000));
    assertEquals("12.3", PingText.time(12_345_000));
    assertEquals("100", PingText.time(99_960_000));
    assertEquals("250", PingText.time(250_400_000));
    assertEquals("0.000", PingText.millis(0));
    assertEquals("1234.567", PingText.millis(1_234_567_000L));
  }
}
