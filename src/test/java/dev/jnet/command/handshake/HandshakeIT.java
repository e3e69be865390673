package dev.jnet.command.handshake;

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
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet handshake} against the TCP of real kernels. */
@NamespaceTest
class HandshakeIT {
  private static final String GET = "GET / HTTP/1.0\\r\\n\\r\\n";

  private static String address(Host host, int version) {
    return version == 4 ? host.ipv4() : host.ipv6();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void speaksToServersFromSynToTimeWait(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(80);
      Servers.on(chain.server()).nginx(8080);
      String target = address(chain.server(), version);
      Capture capture = client.capture("eth0");
      Outcome plain = client.jnet("handshake", "--wire-only", target, "http");
      Outcome python =
          client.jnet("handshake", "--wire-only", Host.endpoint(target, 80), "--send", GET);
      Outcome nginx = client.jnet("handshake", "--wire-only", Host.endpoint(target, 8080));
      Outcome spoken =
          client.jnet("handshake", "--wire-only", Host.endpoint(target, 8080), "--send", GET);
      Path file = capture.stop();

      for (Outcome outcome : List.of(plain, nginx)) {
        assertEquals(0, outcome.exit(), outcome.toString());
        assertEquals(
            List.of(
                "SYN_SENT --SYN-> SYN_RECEIVED",
                "ESTABLISHED <-SYN ACK-- SYN_RECEIVED",
                "ESTABLISHED --ACK-> ESTABLISHED",
                "FIN_WAIT_1 --FIN ACK-> CLOSE_WAIT"),
            Ladders.columns(outcome).subList(0, 4),
            outcome.toString());
        assertTrue(outcome.out().contains("TIME_WAIT    --ACK-----------> CLOSED"), outcome.out());
      }
      for (Outcome outcome : List.of(python, spoken)) {
        assertEquals(0, outcome.exit(), outcome.toString());
        assertTrue(outcome.out().contains("hello from the server"), outcome.out());
        assertTrue(outcome.out().contains("LAST_ACK"), outcome.out());
      }
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
      assertTrue(verdict.frames() >= 16, "judged " + verdict.frames());
      assertEquals("", Captures.fields(file, "tcp.flags.reset == 1", "frame.number"), "no resets");
      assertEquals(
          "",
          Captures.fields(file, "tcp.analysis.retransmission", "frame.number"),
          "nothing sent twice");
    }
  }

  /** The states of the server's end of a connection that {@code ss} shows while jnet runs. */
  private static Set<String> states(Host server, Background jnet) {
    Set<String> states = new LinkedHashSet<>();
    while (jnet.running()) {
      for (String line : server.run("ss", "-tanH", "sport", "=", ":7").out().split("\n", -1)) {
        // that of a connection which nobody has acknowledged yet is seen or not, as luck has it
        if (!line.isEmpty() && !line.startsWith("LISTEN") && !line.startsWith("SYN-RECV")) {
          states.add(line.substring(0, line.indexOf(' ')));
        }
      }
    }
    return states;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void showsTheStatesThatSsShows(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Host server = chain.server();
      Servers.on(server)
          .python(
              """
              import socket
              s = socket.create_server(('::', 7), family=socket.AF_INET6, dualstack_ipv6=True)
              print('ready', flush=True)
              kept = s.accept()[0]
              c = s.accept()[0]
              c.recv(1)
              c.close()
              c = s.accept()[0]
              s.accept() # nobody comes: what is open stays open
              """);
      String target = Host.endpoint(address(server, version), 7);
      String[] stays = {"handshake", target, "-w", "0.7", "--send", "x"};
      Background jnet = client.startJnet(Privilege.ROOT, stays);
      assertEquals(Set.of("ESTAB", "CLOSE-WAIT"), states(server, jnet));
      Outcome kept = jnet.await(Duration.ofSeconds(20));
      assertEquals(0, kept.exit(), kept.toString());
      assertEquals(
          List.of(
              "SYN_SENT --SYN-> SYN_RECEIVED",
              "ESTABLISHED <-SYN ACK-- SYN_RECEIVED",
              "ESTABLISHED --ACK-> ESTABLISHED",
              "ESTABLISHED --PSH ACK-> ESTABLISHED",
              "ESTABLISHED <-ACK-- ESTABLISHED",
              "FIN_WAIT_1 --FIN ACK-> CLOSE_WAIT",
              "FIN_WAIT_2 <-ACK-- CLOSE_WAIT",
              "CLOSED --RST ACK-> CLOSED"),
          Ladders.columns(kept),
          kept.toString());
      String text = kept.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("kept its own half open; it was reset"), text);

      Outcome closes = client.jnet("handshake", target, "--send", "x");
      assertEquals(0, closes.exit(), closes.toString());
      List<String> ladder = Ladders.columns(closes);
      assertEquals("LAST_ACK --FIN ACK-> TIME_WAIT", ladder.get(ladder.size() - 2), closes.out());
      String waiting = server.run("ss", "-tanH", "sport", "=", ":7").orThrow().out();
      assertTrue(waiting.contains("TIME-WAIT"), waiting);
      String[] speaks = {"handshake", "--kernel", target, "-w", "0.7", "--send", "x"};
      jnet = client.startJnet(Privilege.ROOT, speaks);
      assertEquals(Set.of("TIME-WAIT", "ESTAB", "CLOSE-WAIT"), states(server, jnet));
      Outcome watched = jnet.await(Duration.ofSeconds(20));
      assertEquals(Ladders.columns(kept), Ladders.columns(watched), "the kernel does the same");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void tellsClosedFromFiltered(int version) {
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
      String target = address(chain.server(), version);
      Outcome closed = chain.client().jnet("handshake", Host.endpoint(target, 80));
      assertEquals(1, closed.exit());
      assertTrue(closed.out().contains("closed (RST after"), closed.out());
      Outcome silent = chain.client().jnet("handshake", target, "81", "-w", "0.7");
      assertEquals(1, silent.exit());
      assertTrue(silent.out().contains("filtered (silence after 3 SYNs"), silent.out());
      assertEquals(
          "closed\n", chain.client().jnet("handshake", "-q", Host.endpoint(target, 82)).out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, icmp, net-unreachable host-unreachable prot-unreachable port-unreachable net-prohibited"
        + " host-prohibited admin-prohibited, network unreachable;host unreachable;protocol"
        + " unreachable;port unreachable;prohibited;prohibited;prohibited",
    "6, icmpv6, no-route admin-prohibited addr-unreachable port-unreachable,"
        + " no route;prohibited;address unreachable;port unreachable",
  })
  void namesTheFilter(int version, String protocol, String types, String words) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host router = chain.router(1);
      router.talkative();
      router.sysctl("net.ipv6.icmp.ratelimit", 0);
      StringBuilder rules = new StringBuilder();
      int port = 1001;
      for (String type : types.split(" ", -1)) {
        rules.append("tcp dport ").append(port++).append(" reject with ").append(protocol);
        rules.append(" type ").append(type).append('\n');
      }
      router.nft(
          "table inet f { chain forwarded { type filter hook forward priority 0;\n"
              + rules
              + "}\n}\n");
      String target = address(chain.server(), version);
      String speaker = Addresses.text(Addresses.literal(address(router, version)));
      Outcome all = chain.client().jnet("handshake", target, "1001-" + (port - 1));
      assertEquals(1, all.exit(), all.toString());
      String text = all.out();
      for (String expected : words.split(";", -1)) {
        int at = text.indexOf("filtered  (" + speaker + " says: ");
        assertTrue(at >= 0, all.toString());
        text = text.substring(at);
        assertTrue(text.substring(0, text.indexOf('\n')).contains(expected), text);
        text = text.substring(1);
      }
      Outcome one = chain.client().jnet("handshake", "--half-open", target, "1001");
      assertEquals(1, one.exit(), one.toString());
      assertTrue(one.out().contains("filtered (" + speaker + " says: "), one.out());
      String numbers = version == 4 ? "(type 3, code 0)" : "(type 1, code 0)";
      assertTrue(one.out().replaceAll("\\s+", " ").contains(numbers), one.out());
    }
  }

  private static double elapsed(Outcome outcome) {
    String measured = outcome.out().split("received, ", 2)[1];
    return Double.parseDouble(measured.split(" ", 2)[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void findsTheOpenOnesAmongAThousand(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(8080);
      chain
          .server()
          .nft(
              """
              table inet silent { chain c { type filter hook input priority 0;
              tcp dport 8200-8299 drop
              }
              }
              """);
      String target = Host.endpoint(address(chain.server(), version), 7500) + "-8499";
      assertEquals("8080\n", client.jnet("handshake", "-w", "1", "-q", target).out());
      Outcome all = client.jnet("handshake", "-w", "1", "--half-open", target);
      assertEquals(1, all.exit());
      assertTrue(all.out().contains("1 open, 899 closed, 100 filtered"), all.out());
      assertTrue(elapsed(all) < 50_000, elapsed(all) + " ms; the silent ones in turn take 100 s");
      Outcome json =
          client.jnet(
              "handshake",
              "--json",
              "--half-open",
              Host.endpoint(address(chain.server(), version), 8079) + "-8080");
      assertEquals(2, json.out().lines().count());
      assertTrue(json.out().contains("\"status\":\"open\""), json.out());
      assertTrue(json.out().contains("\"status\":\"closed\""), json.out());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void keepsTheKernelOutOfAHundredAtOnce(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      List<Integer> ports = new ArrayList<>();
      Servers.on(chain.server())
          .python(
              """
              import socket, selectors
              sel = selectors.DefaultSelector()
              for p in range(9000, 9100):
                s = socket.create_server(('::', p), family=socket.AF_INET6, dualstack_ipv6=True)
                sel.register(s, 1)
              print('ready', flush=True)
              while True:
                for key, _ in sel.select():
                  key.fileobj.accept()[0].close()
              """);
      String target = address(chain.server(), version);
      Capture capture = client.capture("eth0");
      Outcome outcome =
          client.jnet("handshake", "-q", Host.endpoint(target, 9000) + "-9099", "--rate", "20000");
      Path file = capture.stop();
      assertEquals(0, outcome.exit(), outcome.toString());
      outcome.out().lines().forEach(line -> ports.add(Integer.valueOf(line)));
      assertEquals(100, ports.size());
      String resets = "tcp.flags.reset == 1 && eth.src == " + client.mac("eth0");
      assertEquals("", Captures.fields(file, resets, "frame.number"));
      assertFalse(
          Captures.fields(file, "tcp.flags.fin == 1", "frame.number").isEmpty(),
          "something passed");
    }
  }

  @Test
  void needsNoMoreThanOneCapability() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Servers.on(chain.server()).web(80);
      Capture capture = chain.client().capture("eth0");
      Outcome outcome =
          chain.client().jnetAs(Privilege.NET_RAW, "handshake", "-q", chain.server().ipv4(), "80");
      Path file = capture.stop();
      assertEquals("open\n", outcome.out(), outcome.toString());
      assertEquals("", Captures.fields(file, "tcp.flags.reset == 1", "frame.number"));
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
