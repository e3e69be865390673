package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code jnet exporter} in namespaces, by real HTTP requests. */
@NamespaceTest
class ExporterIT {
  @Test
  void tellsThePathMtuOfBothIpVersions() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        for (String server : new String[] {chain.server().ipv4(), chain.server().ipv6()}) {
          RunningExporter.Answer answer = exporter.probe(server, "mtu");
          assertEquals(200, answer.status(), answer.body());
          assertEquals(1, answer.metric("probe_success"), answer.body());
          assertEquals(1400, answer.metric("jnet_path_mtu_bytes"));
          assertEquals(1, answer.metric("jnet_path_mtu_confirmed"));
          assertEquals(0, answer.metric("jnet_black_hole"));
          assertEquals(1, answer.metric("jnet_bottleneck_hop"));
          assertTrue(answer.metric("probe_duration_seconds") < 10, answer.body());
        }
      }
    }
  }

  @Test
  void checksAKnownPathMtuWithTwoPackets() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      String server = chain.server().ipv4();
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        assertEquals(1400, exporter.probe(server, "mtu").metric("jnet_path_mtu_bytes"));
        RunningExporter.Answer again = exporter.probe(server, "mtu");
        assertEquals(1400, again.metric("jnet_path_mtu_bytes"));
        assertTrue(again.metric("jnet_probe_packets") <= 4, again.body());
      }
    }
  }

  /** A link's MTU falls, a router no longer reports, reports come back, and the MTU rises. */
  @Test
  void noticesEachChangeOfAPathInTheNextScrape() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      Host router = chain.router(1);
      String narrow = chain.cable(1).nearInterface();
      String server = chain.server().ipv4();
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        assertEquals(1500, exporter.probe(server, "mtu").metric("jnet_path_mtu_bytes"));
        router.ip("link set " + narrow + " mtu 1400");
        assertMtu(1400, 0, exporter.probe(server, "mtu"));
        router.run("nft", "add table ip t").orThrow();
        router.run("nft", "add chain ip t o { type filter hook output priority 0; }").orThrow();
        router.run("nft", "add rule ip t o icmp type destination-unreachable drop").orThrow();
        assertMtu(1400, 1, exporter.probe(server, "mtu"));
        assertMtu(1400, 1, exporter.probe(server, "mtu"));
        router.run("nft", "delete table ip t").orThrow();
        assertMtu(1400, 0, exporter.probe(server, "mtu"));
        router.ip("link set " + narrow + " mtu 1500");
        assertMtu(1500, 0, exporter.probe(server, "mtu"));
      }
    }
  }

  private static void assertMtu(int mtu, int blackHole, RunningExporter.Answer answer) {
    assertEquals(mtu, answer.metric("jnet_path_mtu_bytes"), answer.body());
    assertEquals(blackHole, answer.metric("jnet_black_hole"), answer.body());
  }

  @Test
  void countsRoundTripsOverAllScrapes() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        for (int i = 1; i <= 2; i++) {
          RunningExporter.Answer answer = exporter.probe(chain.server().ipv4(), "ping");
          assertEquals(0, answer.metric("jnet_loss_ratio"), answer.body());
          assertEquals(5.0 * i, answer.metric("jnet_rtt_seconds_count"), answer.body());
        }
        assertEquals(0, exporter.probe("198.18.0.77", "ping").metric("probe_success"));
      }
    }
  }

  @Test
  void answersAsBlackboxExporterDoes() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String server = chain.server().ipv4();
      try (RunningExporter exporter =
          RunningExporter.start(chain.client(), "--allow", server + ",example.org")) {
        assertEquals(400, exporter.get("probe?module=mtu").status());
        RunningExporter.Answer unknown = exporter.get("probe?module=nonsense&target=" + server);
        assertEquals(400, unknown.status());
        assertEquals("Unknown module \"nonsense\"\n", unknown.body());
        assertEquals(403, exporter.probe("198.18.0.77", "mtu").status());
        assertEquals(200, exporter.probe("127.0.0.1", "mtu").status());

        RunningExporter.Answer nameless = exporter.probe("no-such-host.example.org", "mtu");
        assertEquals(200, nameless.status(), nameless.body());
        assertEquals(0, nameless.metric("probe_success"));

        RunningExporter.Answer debug = exporter.get("probe?debug=true&target=" + server);
        assertTrue(debug.body().contains("path MTU 1500 bytes"), debug.body());
        assertTrue(debug.body().contains("jnet_path_mtu_bytes 1500.0"), debug.body());

        assertEquals("Healthy\n", exporter.get("-/healthy").body());
        assertEquals("Ready\n", exporter.get("-/ready").body());
        assertTrue(exporter.get("metrics").body().contains("jnet_exporter_probes_total{"));
        assertTrue(exporter.get("").body().contains("<td>" + server));
        assertEquals(404, exporter.get("nonsense").status());
      }
    }
  }

  @Test
  void endsAProbeBeforePrometheusGivesUp() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        RunningExporter.Answer answer =
            exporter.get(
                "probe?module=mtu&target=198.18.1.77",
                Map.of("X-Prometheus-Scrape-Timeout-Seconds", "1.5"));
        assertEquals(0, answer.metric("probe_success"));
        assertTrue(answer.metric("probe_duration_seconds") < 1.5, answer.body());
        assertFalse(answer.body().contains("jnet_path_mtu_bytes"), answer.body());
      }
    }
  }
}
