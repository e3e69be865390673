package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class LinkClockTest {
  /** A wall clock that can be set, and a monotonic one that cannot. */
  private static final class Clocks extends LinkClock {
    static long monotonic;
    static long wall;

    static Clocks at(long monotonicNow, long wallNow) {
      monotonic = monotonicNow;
      wall = wallNow;
      return new Clocks();
    }

    void pass(long nanos) {
      monotonic += nanos;
      wall += nanos;
    }

    @Override
    long monotonic() {
      return monotonic;
    }

    @Override
    long wall() {
      return wall;
    }

    @Override
    long wallMillis() {
      return Math.floorDiv(wall, 1_000_000L);
    }
  }

  @Test
  void itStartsWithTheWallClockAndTakesItsStampsAsTheyAre() {
    Clocks clocks = Clocks.at(-17, 1000 * Nanos.SECOND + 123);
    assertEquals(1000 * Nanos.SECOND + 123, clocks.now());
    clocks.pass(Nanos.SECOND);
    assertEquals(1001 * Nanos.SECOND + 123, clocks.now());
    assertEquals(1001 * Nanos.SECOND + 23, clocks.at(1001 * Nanos.SECOND + 23));
  }

  @Test
  void aStampIsNeverInTheFuture() {
    Clocks clocks = Clocks.at(0, 1000 * Nanos.SECOND);
    assertEquals(1000 * Nanos.SECOND, clocks.at(1000 * Nanos.SECOND + 50));
  }

  @Test
  void wallClockThatIsSetBetweenStampAndReadingChangesNothing() {
    for (long jump : new long[] {3600 * Nanos.SECOND, -3600 * Nanos.SECOND, 30_000_000}) {
      Clocks clocks = Clocks.at(0, 1000 * Nanos.SECOND);
      clocks.pass(Nanos.SECOND);
      long sent = Clocks.wall;
      clocks.pass(3_000_000);
      Clocks.wall += jump;
      clocks.pass(4_000_000);
      long received = Clocks.wall;
      clocks.pass(100);

      assertEquals(1001 * Nanos.SECOND, clocks.at(sent), "stamped before it was set");
      assertEquals(1001 * Nanos.SECOND + 7_000_000, clocks.at(received), "and after");
      assertEquals(1001 * Nanos.SECOND, clocks.at(sent), "in whatever order");
    }
  }

  @Test
  void aWallClockThatIsSetChangesNothing() {
    for (long jump :
        new long[] {3600 * Nanos.SECOND, -3600 * Nanos.SECOND, 5_000_000, -5_000_000}) {
      Clocks clocks = Clocks.at(0, 1000 * Nanos.SECOND);
      clocks.pass(Nanos.SECOND);
      assertEquals(1001 * Nanos.SECOND - 7, clocks.at(Clocks.wall - 7));
      Clocks.wall += jump;
      assertEquals(1001 * Nanos.SECOND, clocks.now());
      assertEquals(1001 * Nanos.SECOND - 7, clocks.at(Clocks.wall - 7));
      clocks.pass(Nanos.SECOND);
      assertEquals(1002 * Nanos.SECOND - 7, clocks.at(Clocks.wall - 7));
      Clocks.wall -= jump;
      assertEquals(1002 * Nanos.SECOND - 7, clocks.at(Clocks.wall - 7));
    }
  }
}
