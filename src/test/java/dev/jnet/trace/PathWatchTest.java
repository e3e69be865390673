package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Via;
import dev.jnet.trace.PathWatchResult.WatchedHop;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

class PathWatchTest {
  private static Lab lab(int lossInMillionths) {
    return Lab.of(
        new TopologyBuilder("a row")
            .client("client", "10.0.0.2/24")
            .router("r1", "10.0.0.1/24")
            .router("rationed", "10.1.0.1")
            .set(Setting.ICMP_RATE, 1)
            .set(Setting.ICMP_BURST, 1)
            .router("r3", "10.1.0.2")
            .host("target", "10.2.0.1")
            .link("client", "r1")
            .link("r1", "rationed")
            .link("rationed", "r3")
            .there()
            .set(Setting.LOSS, lossInMillionths)
            .link("r3", "target")
            .build(),
        3);
  }

  private static PathWatchResult watch(Lab lab, long interval, int rounds) throws LinkException {
    PathWatch watch = new PathWatch(Traces.question(lab, "target", 4, Via.ICMP), interval, rounds);
    return new Prober(lab.link(), Pace.unlimited(), () -> false)
        .run(watch, lab.link().now() + 10_000 * Nanos.SECOND);
  }

  @Test
  void roundsLeaveAtTheirIntervalAndCountEachHopOnce() throws LinkException {
    Lab lab = lab(0);
    long startedAt = lab.link().now();
    PathWatchResult result = watch(lab, Nanos.SECOND, 20);
    long elapsed = lab.link().now() - startedAt;
    assertEquals(20, result.rounds());
    assertEquals(Status.REACHED, result.status());
    assertEquals(4, result.hops().size());
    assertTrue(elapsed >= 19 * Nanos.SECOND && elapsed < 20 * Nanos.SECOND, elapsed + " ns");
    for (WatchedHop hop : result.hops()) {
      assertEquals(20, hop.sent());
      assertEquals(20, hop.received());
      assertEquals(Hop.Loss.NONE, hop.loss());
      assertEquals(1, hop.addresses().size());
      assertEquals(2L * hop.ttl() * 1_000_000, hop.best());
      assertEquals(hop.best(), hop.mean());
      assertEquals(0, hop.deviation());
    }
  }

  @Test
  void distinguishesRateLimitedAnswersFromLoss() throws LinkException {
    PathWatchResult result = watch(lab(300_000), Nanos.SECOND / 4, 200);
    assertEquals(Hop.Loss.NONE, result.hops().get(0).loss());
    assertEquals(Hop.Loss.OWN, result.hops().get(1).loss());
    assertEquals(Hop.Loss.PERSISTS, result.hops().get(3).loss());
    double missing = result.hops().get(3).missing();
    assertTrue(missing > 0.2 && missing < 0.4, missing + " missing");
    assertEquals(4, result.hops().size(), result::toString);
    for (WatchedHop hop : result.hops()) {
      assertEquals(200, hop.sent(), result::toString);
    }
  }

  @Test
  void keepsAskingASilentTarget() throws LinkException {
    Lab lab = lab(1_000_000);
    PathWatchResult result = watch(lab, Nanos.SECOND, 3);
    assertEquals(Status.SILENT, result.status());
    assertEquals(3, result.rounds());
    assertEquals(2, result.hops().size());
  }
}
