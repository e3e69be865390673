package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbeEngineTest {
  private static final int MAX = 2000;

  private static ProbeOrder order() {
    return new ProbeOrder(
        ProbeModules.builtIn().named("mtu").orElseThrow(),
        "192.0.2.1",
        Addresses.literal("192.0.2.1"),
        0,
        new CompletableFuture<>());
  }

  /** Nothing may pile up, however many scrapes come. */
  @Test
  void refusesMoreProbesAtOnceThanItsLimit() throws RefusedException {
    ProbeEngine engine = new ProbeEngine(null, null, null, 1000, () -> true);
    List<ProbeOrder> orders = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      orders.add(order());
      engine.submit(orders.get(i));
    }
    RefusedException refused = assertThrows(RefusedException.class, () -> engine.submit(order()));
    assertEquals(503, refused.status());
    assertEquals(MAX, engine.unanswered());
    orders.get(0).answer().complete(ProbeAnswer.failed("over"));
    engine.submit(order());
    assertEquals(MAX, engine.unanswered());
  }
}
