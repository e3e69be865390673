package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The modules of {@code jnet exporter}, and what promtool says about their metrics. */
@NamespaceTest
class ExporterModulesIT {
  private static void serve(Host host) {
    host.start(
            "python3",
            "-c",
            "import socket,threading\ns=socket.create_server(('', 443))\nthreading.Event().wait()")
        .awaitOutput("a server on :443", () -> host.run("ss", "-lnt").out().contains(":443 "));
  }

  @Test
  void eachModuleAnswersAndPromtoolHasNothingToSay() throws IOException {
    String promtool = Servers.program("promtool");
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      serve(chain.server());
      String server = chain.server().ipv4();
      String neighbor = chain.router(1).ipv4();
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        for (String module :
            List.of("mtu", "mtu_tcp", "ping", "mss", "handshake", "trace", "arp")) {
          RunningExporter.Answer answer =
              exporter.probe(module.equals("arp") ? neighbor : server, module);
          assertEquals(1, answer.metric("probe_success"), module + "\n" + answer.body());
          check(net, promtool, chain.client(), answer.body());
        }
        check(net, promtool, chain.client(), exporter.get("metrics").body());
        assertEquals(3, exporter.probe(server, "trace").metric("jnet_path_hops"));
        assertEquals(
            4, exporter.probe(server, "trace").metric("jnet_path_flows{state=\"reached\"}"));
        assertEquals(
            1, exporter.probe(server, "handshake").metric("jnet_port_state{state=\"open\"}"));
        assertEquals(0, exporter.probe(server + ":444", "handshake").metric("probe_success"));
        assertEquals(1, exporter.probe(neighbor, "arp").metric("jnet_neighbor_stations"));
        assertEquals(0, exporter.probe(server, "arp").metric("probe_success"));
      }
    }
  }

  private static void check(TestNet net, String promtool, Host host, String metrics)
      throws IOException {
    String file = Files.writeString(net.file("metrics"), metrics).toString();
    var outcome = host.run("sh", "-c", promtool + " check metrics <" + file);
    assertEquals(0, outcome.exit(), outcome::toString);
    assertEquals("", outcome.out() + outcome.err());
  }

  @Test
  void tellsAClampAndItsLoss() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      serve(chain.server());
      String server = chain.server().ipv4();
      Host router = chain.router(1);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        router.run("nft", "add table ip t").orThrow();
        router.run("nft", "add chain ip t f { type filter hook forward priority 0; }").orThrow();
        router
            .run("nft", "add rule ip t f tcp flags syn tcp option maxseg size set 1360")
            .orThrow();
        RunningExporter.Answer clamped = exporter.probe(server, "mss");
        assertEquals(1360, clamped.metric("jnet_mss_bytes{source=\"clamped\"}"), clamped.body());
        assertEquals(1360, clamped.metric("jnet_mss_bytes{source=\"usable\"}"), clamped.body());
        router.run("nft", "delete table ip t").orThrow();
        RunningExporter.Answer bare = exporter.probe(server, "mss");
        assertEquals(1460, bare.metric("jnet_mss_bytes{source=\"announced\"}"), bare.body());
        assertTrue(bare.body().contains("code=\"segments-too-large\""), bare.body());
      }
    }
  }
}
