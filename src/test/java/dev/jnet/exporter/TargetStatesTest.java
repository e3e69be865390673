package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jnet.wire.Addresses;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TargetStatesTest {
  private final TargetStates states = new TargetStates();

  private TargetState of(String target, String module) {
    return states.of(
        new ProbeOrder(
            ProbeModules.builtIn().named(module).orElseThrow(),
            target,
            Addresses.literal("192.0.2.1"),
            0,
            new CompletableFuture<>()));
  }

  @Test
  void eachTargetAndModuleHasAStateOfItsOwn() {
    assertSame(of("a", "mtu"), of("a", "mtu"));
    assertNotSame(of("a", "mtu"), of("b", "mtu"));
    assertNotSame(of("a", "mtu"), of("a", "ping"));
  }

  @Test
  void keepsTheTargetsThatWereAskedLast() {
    TargetState first = of("first", "mtu");
    TargetState second = of("second", "mtu");
    for (int i = 0; i < 9_999; i++) {
      of("further " + i, "mtu");
      assertSame(second, of("second", "mtu"));
    }
    assertEquals(10_000, states.size());
    assertNotSame(first, of("first", "mtu"));
  }
}
