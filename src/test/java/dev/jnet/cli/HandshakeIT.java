package dev.jnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet handshake} against the TCP of real kernels. */
@NamespaceTest
class HandshakeIT {
  private static final String GET = "GET / HTTP/1.0\\r\\n\\r\\n";

  /** An HTTP server for both IP versions; answers once this returns. */
  private static Background web(Host host, int port) {
    String program =
        """
              import http.server, socket, sys
              class S(http.server.ThreadingHTTPServer):
                address_family = socket.AF_INET6
                request_queue_size = 256
              class H(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                  body = b'x' * 20000 if self.path == '/big' else b'hello from the server'
                  self.send_response(200)
                  self.send_header('Content-Length', str(len(body)))
                  self.end_headers()
                  self.wfile.write(body)
                def log_message(self, *a): pass
              s = S(('::', int(sys.argv[1])), H)
              print('ready', flush=True)
              s.serve_forever()
              """;
    Background server = host.start("python3", "-u", "-c", program, Integer.toString(port));
    server.awaitOutput("ready");
    return server;
  }

  private static String tshark(Host host, Path file, String filter, String... fields) {
    List<String> words =
        new ArrayList<>(
            List.of("tshark", "-n", "-r", file.toString(), "-Y", filter, "-T", "fields"));
    for (String field : fields) {
      words.add("-e");
      words.add(field);
    }
    return host.run(words.toArray(new String[0])).orThrow().out();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void speaksToAServerFromSynToTimeWait(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      web(chain.server(), 80);
      Capture capture = client.capture("eth0");
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Outcome plain = client.jnet("handshake", target, "http");
      Outcome spoken =
          client.jnet(
              "handshake", version == 4 ? target + ":80" : "[" + target + "]:80", "--send", GET);
      Path file = capture.stop();

      assertEquals(0, plain.exit(), plain.toString());
      assertEquals(
          List.of(
              "SYN_SENT --SYN-> SYN_RECEIVED",
              "ESTABLISHED <-SYN ACK-- SYN_RECEIVED",
              "ESTABLISHED --ACK-> ESTABLISHED",
              "FIN_WAIT_1 --FIN ACK-> CLOSE_WAIT"),
          ladder(plain).subList(0, 4),
          plain.toString());
      assertTrue(plain.out().contains("TIME_WAIT    --ACK-----------> CLOSED"), plain.out());
      assertEquals(0, spoken.exit(), spoken.toString());
      assertTrue(spoken.out().contains("hello from the server"), spoken.out());
      // without the kernel's own chatter, of which pcap4j does not understand all
      Path segments = net.file("segments.pcap");
      client
          .run(
              "tcpdump",
              "--time-stamp-precision=nano",
              "-r",
              file.toString(),
              "-w",
              segments.toString(),
              "tcp")
          .orThrow();
      Captures.Verdict verdict = Captures.check(segments, client.mac("eth0"));
      assertEquals(List.of(), verdict.problems());
      assertTrue(verdict.frames() >= 8, "judged " + verdict.frames());
      assertEquals("", tshark(client, file, "tcp.flags.reset == 1", "frame.number"), "no resets");
      assertEquals(
          "",
          tshark(client, file, "tcp.analysis.retransmission", "frame.number"),
          "nothing sent twice");
    }
  }

  /** The ladder's lines by their columns, without times and numbers, arrows shortened. */
  private static List<String> ladder(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (String line : outcome.out().split("\n", -1)) {
      if (line.contains("--> ") || line.contains(" <--")) {
        String arrow = line.substring(26, 43).replaceAll("-{3,}", "-");
        String theirs = line.substring(44, Math.min(line.length(), 56)).trim();
        lines.add(line.substring(13, 25).trim() + " " + arrow + " " + theirs);
      }
    }
    return lines;
  }

  @Test
  void theServersStateIsWhatTheLadderSays() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      String program =
          """
              import socket, time
              s = socket.create_server(('0.0.0.0', 7))
              print('ready', flush=True)
              c = s.accept()[0]
              time.sleep(30)
              """;
      chain.server().start("python3", "-u", "-c", program).awaitOutput("ready");
      Background jnet =
          chain
              .client()
              .startJnet(Privilege.ROOT, "handshake", chain.server().ipv4() + ":7", "-w", "7");
      String states = "";
      for (int i = 0; i < 100 && !states.contains("CLOSE-WAIT") && jnet.running(); i++) {
        states = chain.server().run("ss", "-tnH", "state", "close-wait").out();
        states = states.contains(":7") ? "CLOSE-WAIT" : states;
      }
      Outcome outcome = jnet.await(Duration.ofSeconds(20));
      assertEquals("CLOSE-WAIT", states, outcome.toString());
      assertTrue(outcome.out().contains("FIN_WAIT_2"), outcome.out());
      assertTrue(outcome.out().contains("CLOSE_WAIT"), outcome.out());
      assertTrue(outcome.out().contains("kept its own half open"), outcome.out());
      assertEquals(0, outcome.exit());
    }
  }

  @Test
  void tellsClosedFromFiltered() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain
          .server()
          .nft(
              """
              table inet f { chain in { type filter hook input priority 0;
              tcp dport 81 drop
              tcp dport 82 reject with tcp reset
              }
              }
              """);
      Outcome closed = chain.client().jnet("handshake", chain.server().ipv4() + ":80");
      assertEquals(1, closed.exit());
      assertTrue(closed.out().contains("closed (RST after"), closed.out());
      Outcome silent = chain.client().jnet("handshake", chain.server().ipv6(), "81", "-w", "0.7");
      assertEquals(1, silent.exit());
      assertTrue(silent.out().contains("filtered (silence after 3 SYNs"), silent.out());
      assertEquals(
          "closed\n", chain.client().jnet("handshake", "-q", chain.server().ipv4() + ":82").out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, icmp, net-unreachable, network unreachable",
    "4, icmp, host-unreachable, host unreachable",
    "4, icmp, prot-unreachable, protocol unreachable",
    "4, icmp, port-unreachable, port unreachable",
    "4, icmp, net-prohibited, prohibited",
    "4, icmp, host-prohibited, prohibited",
    "4, icmp, admin-prohibited, prohibited",
    "6, icmpv6, no-route, no route",
    "6, icmpv6, admin-prohibited, prohibited",
    "6, icmpv6, addr-unreachable, address unreachable",
    "6, icmpv6, port-unreachable, port unreachable",
  })
  void namesTheFilter(int version, String protocol, String type, String words) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      chain
          .router(1)
          .nft(
              "table inet f { chain forwarded { type filter hook forward priority 0;\n tcp dport 80 reject with "
                  + protocol
                  + " type "
                  + type
                  + "\n}\n}\n");
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      String router =
          Addresses.text(
              Addresses.literal(version == 4 ? chain.router(1).ipv4() : chain.router(1).ipv6()));
      Outcome outcome = chain.client().jnet("handshake", target, "80");
      assertEquals(1, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains("filtered (" + router + " says: "), outcome.out());
      assertTrue(outcome.out().contains(words), outcome.out());
    }
  }

  @Test
  void findsTheOpenOnesAmongAThousand() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      web(chain.server(), 8080);
      Outcome outcome =
          chain.client().jnet("handshake", "-q", chain.server().ipv4() + ":7500-8499");
      assertEquals("8080\n", outcome.out(), outcome.toString());
      assertEquals(1, outcome.exit());
      Outcome json =
          chain
              .client()
              .jnet("handshake", "--json", "--half-open", chain.server().ipv4() + ":8079-8080");
      assertEquals(2, json.out().lines().count());
      assertTrue(json.out().contains("\"status\":\"open\""), json.out());
      assertTrue(json.out().contains("\"status\":\"closed\""), json.out());
    }
  }

  @Test
  void theKernelStaysOutOfAHundredAtOnce() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      List<Integer> ports = new ArrayList<>();
      String program =
          """
              import socket, selectors
              sel = selectors.DefaultSelector()
              for p in range(9000, 9100):
                s = socket.create_server(('0.0.0.0', p)); sel.register(s, 1)
              print('ready', flush=True)
              while True:
                for key, _ in sel.select():
                  key.fileobj.accept()[0].close()
              """;
      chain.server().start("python3", "-u", "-c", program).awaitOutput("ready");
      Capture capture = client.capture("eth0");
      Outcome outcome =
          client.jnet("handshake", "-q", chain.server().ipv4() + ":9000-9099", "--rate", "20000");
      Path file = capture.stop();
      assertEquals(0, outcome.exit(), outcome.toString());
      outcome.out().lines().forEach(line -> ports.add(Integer.valueOf(line)));
      assertEquals(100, ports.size());
      assertEquals(
          "",
          tshark(
              client, file, "tcp.flags.reset == 1 && ip.src == " + client.ipv4(), "frame.number"));
      assertFalse(
          tshark(client, file, "tcp.flags.fin == 1", "frame.number").isEmpty(), "something passed");
    }
  }

  @Test
  void aCapabilityIsEnough() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      web(chain.server(), 80);
      Capture capture = chain.client().capture("eth0");
      Outcome outcome =
          chain.client().jnetAs(Privilege.NET_RAW, "handshake", "-q", chain.server().ipv4(), "80");
      Path file = capture.stop();
      assertEquals("open\n", outcome.out(), outcome.toString());
      assertEquals("", tshark(chain.client(), file, "tcp.flags.reset == 1", "frame.number"));
    }
  }

  @Test
  void saysWhatIsWrongWithAnArgument() {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("alone");
      for (String bad :
          new String[] {
            "192.0.2.1", "192.0.2.1:0", "192.0.2.1:70000", "192.0.2.1:9-8", "x:nosuch"
          }) {
        Outcome outcome = host.jnet("handshake", bad);
        assertEquals(2, outcome.exit(), outcome.toString());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("jnet: "), outcome.err());
      }
    }
  }
}
