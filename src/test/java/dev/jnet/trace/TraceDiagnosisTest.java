package dev.jnet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.RandomPaths;
import dev.jnet.lab.Setting;
import dev.jnet.lab.Topology;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceDiagnosisTest {
  private static final Via UDP = Via.udp(TraceQuestion.CLOSED_PORT);
  private static final Via TCP = Via.tcp(new Port(80));
  private static final List<Via> ALL = List.of(Via.ICMP, UDP, TCP);

  @Test
  void hopsOf500RandomPathsAreRight() throws LinkException {
    int answered = 0;
    for (int seed = 0; seed < 500; seed++) {
      Lab lab = RandomPaths.path(seed).open();
      int version = seed % 2 == 0 ? 4 : 6;
      Via via = ALL.get(seed % 3);
      TraceResult result = Traces.run(lab, Traces.question(lab, RandomPaths.TARGET, version, via));
      answered += check(lab, version, result, "seed " + seed + " by " + via + ": " + result);
    }
    assertTrue(answered > 2500, answered + " hops answered");
  }

  /** Compares the hops with the plan of the network; gives the number of those that answered. */
  private static int check(Lab lab, int version, TraceResult result, String what) {
    List<Topology.Node> nodes = lab.topology().nodes(); // client, routers in order, target
    assertEquals(Status.REACHED, result.status(), what);
    assertEquals(nodes.size() - 1, result.hops().size(), what);
    boolean lossy = lossy(lab.topology());
    int answered = 0;
    for (int i = 0; i < result.hops().size(); i++) {
      Hop hop = result.hops().get(i);
      Topology.Node node = nodes.get(i + 1);
      assertEquals(i + 1, hop.ttl(), what);
      if (hop.silent()) {
        boolean mute = node.settings().isSet(Setting.NO_TIME_EXCEEDED);
        boolean unlucky = lossy && node.settings().isSet(Setting.ICMP_RATE);
        assertTrue(mute || unlucky, what + ": hop " + hop.ttl() + " is not silent in truth");
      } else {
        answered++;
        assertEquals(List.of(node.address(version).orElseThrow().address()), hop.addresses(), what);
      }
    }
    return answered;
  }

  private static boolean lossy(Topology topology) {
    for (Topology.Cable cable : topology.cables()) {
      if (cable.there().isSet(Setting.LOSS) || cable.back().isSet(Setting.LOSS)) {
        return true;
      }
    }
    return false;
  }

  /** Hops in a row, 1 ms between them; those at multiples of {@code silentEvery} say nothing. */
  private static TopologyBuilder row(int hops, int silentEvery) {
    TopologyBuilder row = new TopologyBuilder("a row").client("client", "10.0.0.2/24");
    for (int hop = 1; hop < hops; hop++) {
      row.router("r" + hop, hop == 1 ? "10.0.0.1/24" : "10.1.0." + hop);
      if (hop % silentEvery == 0) {
        row.set(Setting.NO_TIME_EXCEEDED);
      }
    }
    row.host("target", "10.2.0.1");
    for (int hop = 0; hop < hops; hop++) {
      row.link(hop == 0 ? "client" : "r" + hop, hop == hops - 1 ? "target" : "r" + (hop + 1));
      row.set(Setting.DELAY, Nanos.MILLISECOND);
    }
    return row;
  }

  @Test
  void thirtyHopsTakeOneRoundTripAndAShortWait() throws LinkException {
    Lab lab = Lab.of(row(30, 6).build(), 1); // silent: 6, 12, 18, 24
    long startedAt = lab.link().now();
    TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, Via.ICMP));
    long elapsed = lab.link().now() - startedAt;
    assertEquals(30, result.hops().size());
    assertEquals(4, result.hops().stream().filter(Hop::silent).count());
    assertTrue(
        elapsed <= 125 * Nanos.MILLISECOND, "60 ms of round trip, and " + elapsed + " ns in all");
  }

  @Test
  void withoutSilentHopsOneRoundTripIsAll() throws LinkException {
    for (Via via : ALL) {
      Lab lab = Lab.of(row(8, 100).build(), 1);
      long startedAt = lab.link().now();
      TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, via));
      long roundTrips = via.equals(Via.ICMP) ? 1 : 2;
      long elapsed = lab.link().now() - startedAt;
      assertEquals(8, result.hops().size());
      assertTrue(
          elapsed <= (roundTrips * 16 + 1) * Nanos.MILLISECOND, via + ": " + elapsed + " ns");
    }
  }

  @Test
  void fourHopsTakeAtMostFortyPackets() throws LinkException {
    for (int version : new int[] {4, 6}) {
      for (Via via : ALL) {
        for (int slow = 0; slow < 4; slow++) {
          Lab lab = Lab.of(slowAt(slow), 1);
          long startedAt = lab.link().now();
          TraceResult result = Traces.run(lab, Traces.question(lab, "target", version, via));
          long elapsed = lab.link().now() - startedAt;
          assertEquals(4, result.hops().size());
          assertTrue(result.probes() <= 40, via + ": " + result.probes() + " packets");
          long roundTrips = via.equals(Via.ICMP) ? 1 : 2;
          assertTrue(elapsed <= roundTrips * 60 * Nanos.MILLISECOND, via + ": " + elapsed + " ns");
        }
      }
    }
  }

  /** Four hops with a round trip of 50 ms, all of it on one cable. */
  private static Topology slowAt(int slow) {
    TopologyBuilder row = new TopologyBuilder("slow").client("client", "10.0.0.2/24", "fd00::2/64");
    row.router("r1", "10.0.0.1/24", "fd00::1/64").router("r2", "10.1.0.2", "fd00:1::2");
    row.router("r3", "10.1.0.3", "fd00:1::3").host("target", "10.2.0.1", "fd00:2::1");
    List<String> nodes = List.of("client", "r1", "r2", "r3", "target");
    for (int cable = 0; cable < 4; cable++) {
      row.link(nodes.get(cable), nodes.get(cable + 1));
      row.set(Setting.DELAY, cable == slow ? 25 * Nanos.MILLISECOND : Nanos.MILLISECOND / 100);
    }
    return row.build();
  }

  @Test
  void routerThatLimitsItsAnswersIsNotCalledLossy() throws LinkException {
    TopologyBuilder row =
        new TopologyBuilder("rationed")
            .client("client", "10.0.0.2/24")
            .router("r1", "10.0.0.1/24")
            .set(Setting.ICMP_RATE, 1)
            .set(Setting.ICMP_BURST, 1)
            .router("r2", "10.1.0.1")
            .host("target", "10.2.0.1")
            .link("client", "r1")
            .link("r1", "r2")
            .link("r2", "target");
    Lab lab = Lab.of(row.build(), 1);
    TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, Via.ICMP));
    assertEquals(
        List.of(Hop.Loss.OWN, Hop.Loss.NONE, Hop.Loss.NONE),
        result.hops().stream().map(Hop::loss).toList());
    assertEquals(1, result.hops().get(0).answers().size());
  }

  @Test
  void lossOnALinkPersistsAtAllLaterHops() throws LinkException {
    TopologyBuilder row =
        new TopologyBuilder("lossy")
            .client("client", "10.0.0.2/24")
            .router("r1", "10.0.0.1/24")
            .router("r2", "10.1.0.1")
            .host("target", "10.2.0.1")
            .link("client", "r1")
            .link("r1", "r2")
            .there()
            .set(Setting.LOSS, 500_000)
            .link("r2", "target");
    Lab lab = Lab.of(row.build(), 5);
    TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, Via.ICMP, 30, 10, 1));
    assertEquals(Hop.Loss.NONE, result.hops().get(0).loss());
    assertEquals(Hop.Loss.PERSISTS, result.hops().get(2).loss());
    assertTrue(result.hops().get(2).missing() > 0.1, result::toString);
  }

  @Test
  void missingTargetIsRefusedByTheLastRouter() throws LinkException {
    Lab lab =
        Lab.of(
            new TopologyBuilder("nobody")
                .client("client", "10.0.0.2/24")
                .router("r1", "10.0.0.1/24")
                .router("r2", "10.1.0.1")
                .link("client", "r1")
                .link("r1", "r2")
                .build(),
            1);
    TraceResult result = Traces.run(lab, Traces.question(lab, "192.0.2.1", 4, Via.ICMP));
    assertEquals(Status.REFUSED, result.status());
    assertEquals(2, result.hops().size());
    assertEquals(HopAnswer.Kind.REFUSAL, result.hops().get(1).answers().get(0).kind());
    assertEquals("network unreachable", result.hops().get(1).answers().get(0).words());
  }

  @Test
  void listEndsAtTheLastHopThatAnswersWhenTheTargetIsSilent() throws LinkException {
    Lab lab =
        Lab.of(
            new TopologyBuilder("silent")
                .client("client", "10.0.0.2/24")
                .router("r1", "10.0.0.1/24")
                .host("target", "10.2.0.1")
                .set(Setting.NO_ECHO)
                .link("client", "r1")
                .link("r1", "target")
                .build(),
            1);
    TraceResult result = Traces.run(lab, Traces.question(lab, "target", 4, Via.ICMP));
    assertEquals(Status.SILENT, result.status());
    assertEquals(1, result.hops().size());
    assertEquals(2, result.silentFrom().orElseThrow());
    TraceResult found =
        Traces.run(lab.link(), new AutoTrace(Traces.question(lab, "target", 4, Via.ICMP)));
    assertEquals(Status.REACHED, found.status());
    assertEquals(2, found.hops().size());
    assertEquals(Via.Kind.TCP, found.via().kind());
  }

  @Test
  void sparingTraceFindsTheSameHopsWithFewerPackets() throws LinkException {
    for (String name : List.of("home", "staircase", "silent", "blackhole", "lossy")) {
      TraceQuestion question = Traces.question(Lab.open(name, 0), "www.lab.test", 4, Via.ICMP);
      TraceResult all = Traces.run(Lab.open(name, 0), question);
      TraceResult few = Traces.run(Lab.open(name, 0).link(), TraceDiagnosis.sparing(question));
      assertEquals(addresses(all), addresses(few), name);
      assertEquals(all.status(), few.status(), name);
      assertTrue(few.probes() <= 40 && few.probes() < all.probes(), name + ": " + few.probes());
    }
  }

  @Test
  void sparingTraceFollowsALongPathToItsEnd() throws LinkException {
    for (int routers : new int[] {6, 7, 8, 15, 20, 28}) {
      TopologyBuilder builder =
          new TopologyBuilder("long").client("client", "10.0.0.2/24").router("r1", "10.0.0.1/24");
      builder.link("client", "r1");
      for (int i = 2; i <= routers; i++) {
        builder.router("r" + i, "10." + i + ".0.1/24").link("r" + (i - 1), "r" + i);
      }
      builder.host("target", "10.200.0.1").link("r" + routers, "target");
      Lab lab = Lab.of(builder.build(), 1);
      TraceDiagnosis sparing = TraceDiagnosis.sparing(Traces.question(lab, "target", 4, Via.ICMP));
      TraceResult result = Traces.run(lab.link(), sparing);
      assertEquals(Status.REACHED, result.status());
      assertEquals(routers + 1, result.hops().size());
      assertTrue(result.probes() <= 3 * (routers + 1) + 8, result.probes() + " probes");
    }
  }

  private static List<?> addresses(TraceResult result) {
    return result.hops().stream().map(Hop::addresses).toList();
  }
}
