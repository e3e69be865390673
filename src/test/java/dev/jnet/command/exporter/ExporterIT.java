package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Cable;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code jnet exporter} in namespaces, by real HTTP requests. */
@NamespaceTest
class ExporterIT {
  /** How long an address is valid, in seconds. */
  private static final int TTL = 2;

  /** A thread that reads requests or looks names up: its name, user and capabilities. */
  private static final String NO_PRIVILEGE = "jnet-exporter,65534,0000000000000000";

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
  void checksAKnownPathMtuWithTwoPacketsInOneRoundTrip() {
    try (TestNet net = TestNet.create()) {
      Duration oneWay = Duration.ofMillis(150);
      Chain chain = net.chain().mtus(1500, 1400, 1500).delay(0, oneWay).build();
      String server = chain.server().ipv4();
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        assertEquals(1400, exporter.probe(server, "mtu").metric("jnet_path_mtu_bytes"));
        RunningExporter.Answer again = exporter.probe(server, "mtu");
        assertEquals(1400, again.metric("jnet_path_mtu_bytes"));
        assertTrue(again.metric("jnet_probe_packets") <= 4, again.body());
        double roundTrips = again.metric("probe_duration_seconds") / (oneWay.toMillis() * 2e-3);
        assertTrue(roundTrips >= 1 && roundTrips < 2, again.body());
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

  /** Each change is followed by the next scrape: none is lost to what was there before. */
  @Test
  void followsInterfacesAddressesAndRoutes() {
    try (TestNet net = TestNet.create()) {
      Host client = net.host("client");
      Host server = net.host("server");
      String first = cable(net.cable(client, server), 1).nearInterface();
      server.ip("addr add 198.51.100.9/32 dev lo", "addr add 2001:db8:9::9/128 dev lo");
      String[] byFirst = routes(1);
      client.ip(byFirst);
      try (RunningExporter exporter = RunningExporter.start(client, "--allow-all")) {
        assertMtus(1500, exporter);

        client.ip(
            "addr del 192.0.1.1/24 dev " + first,
            "addr del 2001:db8:1::1/64 dev " + first,
            "addr add 192.0.1.7/24 dev " + first,
            "addr add 2001:db8:1::7/64 dev " + first + " nodad");
        client.ip(byFirst);
        assertMtus(1500, exporter);

        String second = cable(net.cable(client, server).mtu(1400), 2).nearInterface();
        client.ip(routes(2));
        assertMtus(1400, exporter);

        client.ip("link del " + second);
        assertEquals(0, exporter.probe("198.51.100.9", "mtu").metric("probe_success"));
        client.ip(byFirst);
        assertMtus(1500, exporter);

        client.ip("link set " + first + " down");
        assertEquals(0, exporter.probe("2001:db8:9::9", "mtu").metric("probe_success"));
        client.ip("link set " + first + " up", "addr add 2001:db8:1::7/64 dev " + first + " nodad");
        client.ip(byFirst);
        assertMtus(1500, exporter);
      }
    }
  }

  private static Cable cable(Cable cable, int number) {
    return cable
        .addresses("192.0." + number + ".1/24", "192.0." + number + ".2/24")
        .addresses("2001:db8:" + number + "::1/64", "2001:db8:" + number + "::2/64")
        .lay();
  }

  private static String[] routes(int number) {
    return new String[] {
      "route replace 198.51.100.9 via 192.0." + number + ".2",
      "route replace 2001:db8:9::9 via 2001:db8:" + number + "::2"
    };
  }

  private static void assertMtus(int mtu, RunningExporter exporter) {
    assertMtu(mtu, 0, exporter.probe("198.51.100.9", "mtu"));
    assertMtu(mtu, 0, exporter.probe("2001:db8:9::9", "mtu"));
  }

  @Test
  void looksANameUpAnewWhenItsTtlIsOverAndNotBefore() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path resolver =
          Files.writeString(net.file("resolv.conf"), "nameserver " + chain.server().ipv4() + "\n");
      String probe = "probe?module=mtu&debug=true&target=www.example.org";
      try (ChangingName name = ChangingName.on(chain.server(), TTL, chain.server().ipv4());
          RunningExporter exporter =
              RunningExporter.startResolving(chain.client(), resolver, "--allow", "example.org")) {
        long begun = System.nanoTime();
        RunningExporter.Answer before = exporter.get(probe);
        assertTrue(before.body().contains(chain.server().ipv4()), before.body());
        int queries = name.queries();
        name.become(chain.server().ipv6());
        Wait.until(
            Duration.ofSeconds(20),
            () -> {
              RunningExporter.Answer answer = exporter.get(probe);
              boolean isChanged = answer.body().contains(chain.server().ipv6());
              assertEquals(1500, answer.metric("jnet_path_mtu_bytes"), answer.body());
              if (System.nanoTime() - begun < Duration.ofSeconds(TTL).toNanos()) {
                assertFalse(isChanged, answer.body());
                assertEquals(queries, name.queries());
              }
              return isChanged;
            },
            () -> "still the address of before");
        assertTrue(name.queries() > queries);
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
        assertPrivilegesAreGone(chain.client(), exporter);
      }
    }
  }

  /**
   * All threads are user nobody's. Those that open links have kept CAP_NET_RAW, and those that read
   * requests have nothing.
   */
  private static void assertPrivilegesAreGone(Host host, RunningExporter exporter) {
    int port = URI.create(exporter.url()).getPort();
    String threads =
        host.run(
                "sh",
                "-ec",
                "pid=$(ss -lntp | sed -n 's/.*:"
                    + port
                    + " .*pid=\\([0-9]*\\).*/\\1/p'); for t in /proc/$pid/task/*; do sed -n"
                    + " 's/^\\(Name\\|Uid\\|CapEff\\):\\t\\([^\\t]*\\).*/\\2/p' $t/status | paste -sd,; done")
            .orThrow()
            .out();
    List<String> lines = threads.lines().filter(line -> !line.isEmpty()).toList();
    assertTrue(lines.stream().allMatch(line -> line.contains(",65534,")), threads);
    assertEquals(160, lines.stream().filter(NO_PRIVILEGE::equals).count(), threads);
    List<String> able = lines.stream().filter(line -> !line.endsWith(",0000000000000000")).toList();
    assertEquals(9, able.size(), threads);
    assertTrue(able.stream().allMatch(line -> line.endsWith(",0000000000002000")), threads);
  }

  @Test
  void readsModulesAnewAndKeepsThemWhenTheFileBreaks() throws IOException {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      Path file = Files.writeString(net.file("m.yml"), "modules: {one: {prober: mtu}}");
      host.run("sh", "-ec", "chmod a+rx " + net.file("") + "; chmod a+r " + file).orThrow();
      try (RunningExporter exporter = RunningExporter.start(host, "--modules", file.toString())) {
        assertEquals(200, exporter.probe("127.0.0.1", "one").status());
        Files.writeString(file, "modules: {two: {prober: mtu}}");
        exporter.process().signal("HUP");
        exporter.process().awaitOutput("modules", () -> exporter.process().err().contains("anew"));
        assertEquals(200, exporter.probe("127.0.0.1", "two").status());
        assertEquals(400, exporter.probe("127.0.0.1", "one").status());

        Files.writeString(file, "modules: {two: {probe: mtu}}");
        RunningExporter.Answer refused = exporter.post("-/reload");
        assertEquals(500, refused.status());
        assertTrue(refused.body().contains("module two: "), refused.body());
        assertEquals(0, exporter.get("metrics").metric("jnet_exporter_modules_loaded"));
        assertEquals(200, exporter.probe("127.0.0.1", "two").status());

        Files.writeString(file, "modules: {one: {prober: mtu}}");
        assertEquals(200, exporter.post("-/reload").status());
        assertEquals(200, exporter.probe("127.0.0.1", "one").status());
        assertEquals(1, exporter.get("metrics").metric("jnet_exporter_modules_loaded"));
      }
    }
  }

  /** Four probes at once share one rate. Without it they take some hundredths of a second. */
  @Test
  void rateLimitsThePacketsOfAllProbesTogether() {
    try (TestNet net = TestNet.create()) {
      int rate = 20;
      Chain chain = net.chain(1500, 1500);
      List<String> targets =
          List.of(
              chain.server().ipv4(),
              chain.server().ipv6(),
              chain.router(1).ipv4(),
              chain.router(1).ipv6());
      try (RunningExporter exporter =
          RunningExporter.start(chain.client(), "--allow-all", "--rate", "" + rate)) {
        long time = System.nanoTime();
        List<CompletableFuture<RunningExporter.Answer>> asked = new ArrayList<>();
        for (String target : targets) {
          asked.add(CompletableFuture.supplyAsync(() -> exporter.probe(target, "trace")));
        }
        double packets = 0;
        for (CompletableFuture<RunningExporter.Answer> each : asked) {
          RunningExporter.Answer answer = each.join();
          assertEquals(1, answer.metric("probe_success"), answer.body());
          packets += answer.metric("jnet_probe_packets");
        }
        double seconds = (System.nanoTime() - time) / 1e9;
        assertTrue(packets >= 12, packets + " packets"); // more than may leave at once
        assertTrue(seconds >= (packets - 4) / rate, packets + " packets in " + seconds + " s");
      }
    }
  }

  /** Each scrape waits a second for the server's FIN, so that every second one finds one open. */
  @Test
  void tellsTheSegmentSizeEverySecondOfAServerThatNeverCloses() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server())
          .python(
              """
              import socket
              s = socket.create_server(('::', 8080), family=socket.AF_INET6, dualstack_ipv6=True)
              print('ready', flush=True)
              kept = []
              while True:
                kept.append(s.accept())
              """);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        for (String server : List.of(chain.server().ipv4(), chain.server().ipv6())) {
          String port = Host.endpoint(server, 8080);
          double expected = server.indexOf(':') < 0 ? 1460 : 1440;
          for (int i = 0; i < 2; i++) {
            RunningExporter.Answer answer =
                exporter.get(
                    "probe?module=mss&target=" + RunningExporter.encoded(port),
                    Map.of("X-Prometheus-Scrape-Timeout-Seconds", "3"));
            assertEquals(1, answer.metric("probe_success"), answer.body());
            assertEquals(
                expected, answer.metric("jnet_mss_bytes{source=\"usable\"}"), answer.body());
          }
        }
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
