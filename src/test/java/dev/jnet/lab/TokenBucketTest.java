package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static int taken(TokenBucket bucket, long now, int asked) {
    int taken = 0;
    for (int i = 0; i < asked; i++) {
      taken += bucket.take(now) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void allowsABurstAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(2, 6);
    assertEquals(6, taken(bucket, 0, 100));
    assertFalse(bucket.take(Nanos.SECOND / 2 - 1));
    assertTrue(bucket.take(Nanos.SECOND / 2));
    assertFalse(bucket.take(Nanos.SECOND / 2));
    assertEquals(1, taken(bucket, Nanos.SECOND, 100));
  }

  @Test
  void longRestFillsTheBucketAndNoMore() {
    TokenBucket bucket = new TokenBucket(1000, 3);
    assertEquals(3, taken(bucket, 5 * Nanos.SECOND, 100));
    assertEquals(3, taken(bucket, 60 * Nanos.SECOND, 100));
  }

  @Test
  void withoutARateThereIsNoLimit() {
    assertEquals(10_000, taken(new TokenBucket(0, 1), 0, 10_000));
  }
}
