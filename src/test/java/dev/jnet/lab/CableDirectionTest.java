package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CableDirectionTest {
  private static final int MANY = 20_000;
  private static final long FOREVER = 1_000_000_000_000L;

  private final Timeline timeline = new Timeline();
  private final List<Integer> arrived = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  private void carry(Settings settings, int count, int bytes) {
    Station nobody =
        new Station() {
          @Override
          public MacAddress mac() {
            return MacAddress.ZERO;
          }

          @Override
          public void arrive(Datagram datagram, CableDirection over) {
            throw new AssertionError("no datagrams here");
          }
        };
    CableDirection way = new CableDirection(settings, timeline, new Random(1), nobody, nobody);
    for (int i = 0; i < count; i++) {
      int number = i;
      way.carry(
          4,
          bytes,
          () -> {
            arrived.add(number);
            times.add(timeline.now());
          });
    }
    while (timeline.step(FOREVER)) {
      assertTrue(timeline.now() <= FOREVER);
    }
  }

  private static Settings with(Setting setting, long value) {
    return Settings.STANDARD.with(setting, value);
  }

  @Test
  void policerDropsWhatExceedsItsBurst() {
    carry(with(Setting.POLICE_RATE, 1).with(Setting.POLICE_BURST, 3), 10, 100);
    assertEquals(List.of(0, 1, 2), arrived);
  }

  private boolean inOrder() {
    for (int i = 1; i < arrived.size(); i++) {
      if (arrived.get(i) < arrived.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void losesTheShareThatIsSet() {
    carry(with(Setting.LOSS, 100_000), MANY, 100);
    assertEquals(0.9 * MANY, arrived.size(), 0.01 * MANY);
    assertTrue(inOrder());
  }

  @Test
  void duplicatesTheShareThatIsSet() {
    carry(with(Setting.DUPLICATE, 50_000), MANY, 100);
    assertEquals(1.05 * MANY, arrived.size(), 0.01 * MANY);
    assertEquals(MANY, arrived.stream().distinct().count());
  }

  @Test
  void jitterKeepsTheOrder() {
    carry(with(Setting.JITTER, 5_000_000), 1000, 100);
    assertTrue(inOrder());
    assertTrue(times.get(0) >= 1_000_000);
    assertTrue(times.get(999) <= 6_000_000);
    assertTrue(times.get(999) > times.get(0));
  }

  @Test
  void reorderingChangesTheOrder() {
    carry(with(Setting.REORDER, 200_000), 1000, 100);
    assertEquals(1000, arrived.size());
    assertTrue(!inOrder());
    assertTrue(times.get(999) <= 2_000_000, "late by up to one delay");
  }

  @Test
  void packetsTakeTimeAndWaitForThoseInFront() {
    // 1250 bytes are 10,000 bits: 10 ms at 1 Mbit/s
    carry(with(Setting.RATE, 1_000_000), 3, 1250);
    assertEquals(List.of(11_000_000L, 21_000_000L, 31_000_000L), times);
  }

  @Test
  void packetThatDoesNotFitIsDropped() {
    carry(with(Setting.HOLE, 1400), 1, 1400);
    carry(with(Setting.HOLE, 1400), 1, 1401);
    carry(with(Setting.MTU, 1400), 1, 1401);
    assertEquals(1, arrived.size());
  }
}
