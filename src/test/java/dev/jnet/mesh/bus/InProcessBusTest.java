package dev.jnet.mesh.bus;

import java.time.Duration;

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

  @Override
  void pass(Duration time) {
    now += time.toNanos();
  }
}
