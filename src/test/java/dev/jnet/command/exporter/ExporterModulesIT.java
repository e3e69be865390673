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
import java.util.Map;
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

  @Test
  void tellsWhatIsAtAUrlWhatANameServerAnswersAndWhatIsBroken() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host host = chain.server();
      Servers servers = Servers.on(host);
      String server = host.ipv4();
      servers.certificate("a", "DNS:www.example,IP:" + server, 9);
      servers.certificate("old", "IP:" + server, -1);
      servers.nginx(
          443,
          """
          server { listen 443 ssl; ssl_certificate a.pem; ssl_certificate_key a.key;
            location / { return 200 'hello'; } location /away { return 301 https://198.18.9.9/; } }
          server { listen 445 ssl; ssl_certificate old.pem; ssl_certificate_key old.key; }
          server { listen 80; location / { return 301 https://SERVER/; }
            location /no { return 404; } }
          """
              .replace("SERVER", server));
      servers.dnsmasq("--address=/www.example/" + server);
      String modules =
          Files.writeString(
                  net.file("modules.yml"),
                  """
                  modules:
                    page: {prober: http, http: {tls_config: {ca_file: FOLDER/ca.pem}}}
                    gone: {prober: http, http: {valid_status_codes: [404]}}
                    www: {prober: dns, dns: {query_name: www.example, query_type: A}}
                    nothing: {prober: dns, dns: {query_name: nothing.example}}
                  """
                      .replace("FOLDER", net.file("").toString()))
              .toString();
      try (RunningExporter exporter =
          RunningExporter.start(chain.client(), "--allow", server + "/32", "--modules", modules)) {
        RunningExporter.Answer page = exporter.probe("http://" + server + "/", "page");
        assertEquals(1, page.metric("probe_success"), page.body());
        assertEquals(200, page.metric("probe_http_status_code"), page.body());
        assertEquals(1, page.metric("probe_http_redirects"));
        assertEquals(1, page.metric("probe_http_ssl"));
        double days =
            (page.metric("probe_ssl_earliest_cert_expiry") - System.currentTimeMillis() / 1e3)
                / 86_400;
        assertEquals(9, days, 0.1, page.body());
        assertEquals(1, exporter.probe(server + "/no", "gone").metric("probe_success"));
        assertEquals(0, exporter.probe(server + "/no", "page").metric("probe_success"));
        RunningExporter.Answer away = exporter.probe("https://" + server + "/away", "page");
        assertEquals(0, away.metric("probe_success"), away.body());
        assertEquals(301, away.metric("probe_http_status_code"), away.body());
        RunningExporter.Answer distrusted = exporter.probe("https://" + server + "/", "http");
        assertEquals(0, distrusted.metric("probe_success"), distrusted.body());

        RunningExporter.Answer expired = exporter.probe("https://" + server + ":445/", "page");
        assertEquals(0, expired.metric("probe_success"), expired.body());
        assertTrue(
            expired.metric("probe_ssl_earliest_cert_expiry") < System.currentTimeMillis() / 1e3,
            expired.body());

        RunningExporter.Answer name = exporter.probe(server, "www");
        assertEquals(1, name.metric("probe_success"), name.body());
        assertEquals(1, name.metric("probe_dns_answer_rrs"), name.body());
        assertTrue(name.metric("probe_dns_lookup_time_seconds") < 1, name.body());
        assertEquals(0, exporter.probe(server, "nothing").metric("probe_success"));

        RunningExporter.Answer well = exporter.probe(server + ":443", "doctor");
        assertEquals(1, well.metric("probe_success"), well.body());
        assertEquals(1, well.metric("jnet_verdict{verdict=\"ok\"}"), well.body());
        RunningExporter.Answer closed =
            exporter.get("probe?debug=true&module=doctor&target=" + server + ":444");
        assertEquals(0, closed.metric("probe_success"), closed.body());
        assertEquals(
            1,
            closed.metric("jnet_finding{certainty=\"seen\",code=\"port-closed\"}"),
            closed.body());
        assertTrue(closed.body().contains(server + ":444"), closed.body());
        RunningExporter.Answer late =
            exporter.get(
                "probe?module=doctor&target=198.18.1.77",
                Map.of("X-Prometheus-Scrape-Timeout-Seconds", "1.5"));
        assertEquals(403, late.status(), late.body());
        RunningExporter.Answer mtu = exporter.probe(server, "mtu");
        assertEquals(1400, mtu.metric("jnet_path_mtu_bytes"), mtu.body());
        String promtool = Servers.program("promtool");
        for (RunningExporter.Answer answer : List.of(page, name, well)) {
          check(net, promtool, chain.client(), answer.body());
        }
      }
    }
  }
}
