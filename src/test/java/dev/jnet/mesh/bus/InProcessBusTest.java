package dev.jnet.mesh.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InProcessBusTest extends BusContract {
  private long now;

  @Override
  Bus bus() {
    return new InProcessBus(() -> now, ttl());
  }

  @Override
  Duration ttl() {
    return Duration.ofSeconds(1);
  }

  @Test
  void valuesHaveBounds() throws IOException {
    try (Bus bus = bus()) {
      for (int i = 0; i < Bus.MAX_VALUES + 2; i++) {
        bus.put(String.format(Locale.ROOT, "m%04d", i), new byte[1]);
      }
      bus.put("a-long-one", new byte[Bus.LONGEST_VALUE + 1]);
      TreeSet<String> keys = new TreeSet<>(bus.values().keySet());
      assertEquals(Bus.MAX_VALUES, keys.size());
      assertEquals("m0000", keys.first());
      assertEquals("m1999", keys.last());
    }
  }

  @Override
  void pass(Duration time) {
    now += time.toNanos();
  }
}
