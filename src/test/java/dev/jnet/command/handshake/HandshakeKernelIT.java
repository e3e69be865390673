package dev.jnet.command.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Capture;
import dev.jnet.testnet.Captures;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet handshake --kernel}, and what keeps the kernel out of jnet's own connections. */
@NamespaceTest
class HandshakeKernelIT {
  private static final String GET = "GET /big HTTP/1.0\\r\\n\\r\\n";

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void showsWhatTheKernelReallyDoes(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host client = chain.client();
      Host server = chain.server();
      Servers.on(server).web(80);
      // what only a kernel has: an MSS of the route's, no window scale, a path MTU from before
      String target = version == 4 ? server.ipv4() : server.ipv6();
      client.sysctl("net.ipv4.tcp_window_scaling", 0);
      Host router = chain.router(1);
      String gateway = version == 4 ? router.ipv4() : router.ipv6();
      client.ip("route change default via " + gateway + " advmss 1234");
      client.run("ping", "-c", "1", "-W", "1", "-M", "do", "-s", "1440", target);
      Path recorded = net.file("recorded.pcap");
      Capture capture = client.capture("eth0");
      Outcome plain = client.jnet("handshake", "--kernel", Host.endpoint(target, 80));
      Outcome json =
          client.jnet(
              "handshake",
              "--kernel",
              "--json",
              "--pcap",
              recorded.toString(),
              target,
              "80",
              "--send",
              GET);
      Path file = capture.stop();

      assertEquals(0, plain.exit(), plain.toString());
      assertEquals(
          List.of(
              "SYN_SENT --SYN-> SYN_RECEIVED",
              "ESTABLISHED <-SYN ACK-- SYN_RECEIVED",
              "ESTABLISHED --ACK-> ESTABLISHED",
              "FIN_WAIT_1 --FIN ACK-> CLOSE_WAIT"),
          Ladders.columns(plain).subList(0, 4),
          plain.toString());
      assertTrue(plain.out().contains("TIME_WAIT    --ACK-----------> CLOSED"), plain.out());
      assertTrue(plain.out().contains("this machine's kernel, watched"), plain.out());
      assertTrue(plain.out().contains("1234: the kernel's choice"), plain.out());
      assertTrue(plain.out().contains("Large packets  1400 by the kernel's cache"), plain.out());
      assertFalse(plain.out().contains("window scale"), plain.out());
      String port = plain.out().split(", port ", 2)[1].split("\n", 2)[0].strip();
      String waiting = client.run("ss", "-tanH", "sport", "=", ":" + port).orThrow().out();
      assertTrue(waiting.startsWith("TIME-WAIT"), waiting);
      String syns =
          Captures.fields(
              file,
              "tcp.flags.syn == 1 && tcp.flags.ack == 0",
              "tcp.options.mss_val",
              "tcp.srcport");
      assertTrue(syns.lines().toList().contains("1234\t" + port), syns);

      assertEquals(0, json.exit(), json.toString());
      assertTrue(json.out().contains("\"client\":\"kernel\""), json.out());
      assertTrue(json.out().contains("\"ourMss\":1234"), json.out());
      int fits = 1400 - (version == 4 ? 40 : 60) - 12;
      assertTrue(json.out().contains("\"dataPerSegment\":" + fits), json.out());
      assertTrue(json.out().contains("\"ours\":\"last-ack\",\"theirs\":\"time-wait\""), json.out());
      assertTrue(json.out().contains("\"reply\":\""), json.out());
      assertEquals(2, syns.lines().count(), "nobody but the kernel has connected");
      String fins = Captures.fields(recorded, "tcp.flags.fin == 1", "tcp.srcport");
      assertEquals(2, fins.lines().distinct().count(), "both ways are recorded: " + fins);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void tellsClosedFromFilteredToo(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Servers.on(chain.server()).web(80);
      chain
          .server()
          .nft(
              """
              table inet f { chain in { type filter hook input priority 0;
              tcp dport 81 drop
              tcp dport 82 reject
              }
              }
              """);
      Host client = chain.client();
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Outcome ports =
          client.jnet("handshake", "--kernel", Host.endpoint(target, 79) + "-82", "-w", "0.6");
      assertEquals(1, ports.exit(), ports.toString());
      assertTrue(ports.out().contains("   79  closed    (RST after"), ports.out());
      assertTrue(ports.out().contains("   80  open      (SYN-ACK after"), ports.out());
      assertTrue(ports.out().contains("   81  filtered  (silence after 1 SYN"), ports.out());
      assertTrue(ports.out().contains("says: port unreachable"), ports.out());
      for (String[] wrong : new String[][] {{"--half-open"}, {"--lab", "home"}, {"-i", "lo"}}) {
        List<String> words = new ArrayList<>(List.of("handshake", "--kernel"));
        words.addAll(List.of(wrong));
        words.add(Host.endpoint(target, 80));
        Outcome outcome = client.jnet(words.toArray(new String[0]));
        assertEquals(2, outcome.exit(), outcome.toString());
        assertEquals("", outcome.out());
      }
      client.nft(
          """
          table inet no { chain out { type filter hook output priority 0
          tcp dport 80 drop
          }
          }
          """);
      Outcome refused =
          client.jnet("handshake", "--kernel", "-w", "0.3", Host.endpoint(target, 80));
      assertEquals(1, refused.exit(), refused.toString());
      assertTrue(refused.out().contains("no SYN left by this interface"), refused.out());
    }
  }

  /** The wire shows a SYN-ACK; programs here have no connection all the same. */
  @ParameterizedTest
  @CsvSource({"4, false", "6, false", "4, true", "6, true"})
  void namesTheFilterThatTakesTheAnswer(int version, boolean device) {
    try (TestNet net = TestNet.create()) {
      Chain hosts = net.chain(1500);
      Servers.on(hosts.server()).web(80);
      Host client = hosts.client();
      String target = version == 4 ? hosts.server().ipv4() : hosts.server().ipv6();
      String chain =
          device
              ? "netdev f { chain in { type filter hook ingress device eth0 priority 0"
              : "inet f { chain in { type filter hook input priority 0";
      client.nft("table " + chain + "\ntcp sport 80 drop\n}\n}\n");
      Outcome text = client.jnet("handshake", "--kernel", "-w", "1.5", Host.endpoint(target, 80));
      assertEquals(1, text.exit(), text.toString());
      assertTrue(text.out().contains("filtered (the SYN-ACK came after "), text.out());
      assertTrue(text.out().contains("programs here get no answer: the SYN-ACK came"), text.out());
      assertFalse(text.out().contains("ESTABLISHED"), text.out());
      assertFalse(text.out().contains("lost"), text.out());
      Outcome json =
          client.jnet("handshake", "--kernel", "--json", "-w", "1.5", Host.endpoint(target, 80));
      assertTrue(json.out().contains("\"notes\":[\"answer-not-taken\"]"), json.out());
      assertTrue(json.out().contains("\"code\":\"programs-get-nothing\""), json.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void watchesTheLoopbackInterfaceToo(String self) {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("alone");
      Servers.on(host).web(80);
      Outcome outcome = host.jnet("handshake", "--kernel", Host.endpoint(self, 80));
      assertEquals(0, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains("TIME_WAIT    --ACK-----------> CLOSED"), outcome.out());
    }
  }

  /** The means of keeping the kernel out, by the options that are refused before them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9:99", // none that is used: a key that nobody has
        "6:38", // a least TTL, or hop limit, of 255
        "6:38 0:21 41:73", // a filter
      })
  void keepsTheKernelOutByEachMeans(String refused) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(80);
      Capture capture = client.capture("eth0");
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Outcome outcome =
            client.jnetRefused(
                List.of(refused.split(" ", -1)),
                "handshake",
                "--json",
                target,
                "80",
                "--send",
                GET);
        assertEquals(0, outcome.exit(), outcome.toString());
        assertTrue(outcome.out().contains("\"client\":\"jnet\""), outcome.out());
      }
      Path file = capture.stop();
      assertEquals("", Captures.fields(file, "tcp.flags.reset == 1", "frame.number"));
      String fins = Captures.fields(file, "tcp.flags.fin == 1", "frame.number");
      assertEquals(4, fins.lines().count(), "both sides' of both connections");
    }
  }

  @Test
  void letsTheKernelConnectWhereNothingKeepsItOut() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      Host client = chain.client();
      Servers.on(chain.server()).web(80);
      List<String> all = List.of("6:38", "0:21", "41:73", "1:26");
      for (String target : List.of(chain.server().ipv4(), chain.server().ipv6())) {
        Outcome outcome = client.jnetRefused(all, "handshake", target, "80");
        assertEquals(0, outcome.exit(), outcome.toString());
        assertTrue(outcome.out().contains("this kernel cannot be kept out"), outcome.out());
        assertTrue(outcome.out().contains("this machine's kernel, watched"), outcome.out());
        assertTrue(outcome.out().contains("TIME_WAIT"), outcome.out());
      }
      Outcome half =
          client.jnetRefused(all, "handshake", "--half-open", chain.server().ipv4() + ":80");
      assertEquals(2, half.exit(), half.toString());
      assertTrue(half.err().contains("this kernel cannot be kept out"), half.err());
      Outcome mtu = client.jnetRefused(all, "mtu", "-q", chain.server().ipv4());
      assertEquals("1500\n", mtu.out(), mtu.toString());
      Outcome mss = client.jnetRefused(all, "mss", chain.server().ipv4() + ":80");
      assertEquals(2, mss.exit(), mss.toString());
    }
  }
}
