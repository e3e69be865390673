package dev.jnet.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long MS = Nanos.MILLISECOND;

  private final Backoff backoff = new Backoff();

  @Test
  void pausesOnlyWhenTheLastRoundAboutTheSameSizeBroughtNothing() {
    backoff.beginRound(0, 1401, 0);
    assertEquals(Long.MIN_VALUE, backoff.until(), "the first round about a size");
    backoff.beginRound(10 * MS, 1401, 2);
    assertEquals(Long.MIN_VALUE, backoff.until(), "two silences more than before");
    backoff.beginRound(20 * MS, 1402, 2);
    assertEquals(Long.MIN_VALUE, backoff.until(), "another size");
    backoff.beginRound(30 * MS, 1402, 2);
    assertEquals(130 * MS, backoff.until());
  }

  @Test
  void eachPauseIsTwiceAsLongAsTheOneBeforeIt() {
    long now = 0;
    backoff.beginRound(now, 1401, 0);
    for (long length = 100 * MS; length <= 1600 * MS; length *= 2) {
      backoff.beginRound(now, 1401, 0);
      assertEquals(now + length, backoff.until());
      now = backoff.until();
    }
  }
}
