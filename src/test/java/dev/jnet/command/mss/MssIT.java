package dev.jnet.command.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import dev.jnet.wire.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jnet mss}, and {@code jnet mtu --via}, on paths of real kernels. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class MssIT {
  /** Accepts connections on TCP port 80 of both IP versions, reads them to their end, closes. */
  private static void serve(Host host) {
    String program =
        """
        import socket, threading
        s = socket.create_server(('::', 80), family=socket.AF_INET6, dualstack_ipv6=True)
        print('ready', flush=True)
        def answer(c):
          request = c.recv(1000)
          if request.startswith(b'GET'):
            c.sendall(b'HTTP/1.0 200 OK\\r\\n\\r\\n' + b'x' * 30000)
          c.close()
        while True:
          threading.Thread(target=answer, args=(s.accept()[0],)).start()
        """;
    host.start("python3", "-u", "-c", program).awaitOutput("ready");
  }

  private static void clamp(Host router, int mss) {
    router.nft(
        "table inet clamp { chain forwarded { type filter hook forward priority 0;\n"
            + "tcp flags syn tcp option maxseg size set "
            + mss
            + "\n}\n}\n");
  }

  private static void noEcho(Host host) {
    host.nft(
        """
        table inet quiet { chain arriving { type filter hook input priority 0;
        icmp type echo-request drop
        icmpv6 type echo-request drop
        }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void findsTheRouterThatClamps(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500, 1400, 1500, 1500);
      serve(chain.server());
      int mss = version == 4 ? 1360 : 1340;
      clamp(chain.router(3), mss);
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Host router = chain.router(3);
      String clamper = version == 4 ? router.ipv4() : router.ipv6();

      Outcome outcome = chain.client().jnet("mss", target, "80");
      assertEquals(0, outcome.exit(), outcome.toString());
      String text = outcome.out().replaceAll("\\s+", " ");
      assertTrue(
          text.contains(
              (mss - 12)
                  + " bytes of data a segment (MSS "
                  + mss
                  + "), lowered to what the path carries"),
          text);
      assertTrue(
          text.contains(
              "was lowered to " + mss + " by hop 3, " + Addresses.text(Addresses.literal(clamper))),
          text);
      assertTrue(text.contains("Path MTU 1400 bytes"), text);
      assertTrue(text.contains("From server " + mss + " - 12 timestamps = " + (mss - 12)), text);
      String quiet = chain.client().jnet("mss", "-q", target, "80").out();
      assertEquals(mss + "\n", quiet);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void saysWhenSegmentsAreTooLargeOrTooSmall(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1400, 1500);
      Host client = chain.client();
      serve(chain.server());
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      // a black hole for TCP; then the clamp in front of it that heals it; then too much of it
      chain.router(2).silent();
      Outcome large = client.jnet("mss", target, "80");
      assertEquals(1, large.exit(), large.toString());
      assertTrue(large.out().contains("vanish, and no router says so"), large.out());
      int mss = version == 4 ? 1360 : 1340;
      clamp(chain.router(1), mss);
      Outcome clamped = client.jnet("mss", target, "80");
      assertEquals(0, clamped.exit(), clamped.toString());
      String text = clamped.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("lowered to what the path carries"), text);
      assertTrue(text.contains("was lowered to " + mss + " by hop 1"), text);
      assertTrue(text.contains("Path MTU 1400 bytes"), text);
      clamp(chain.router(1), 1200);
      Outcome small = client.jnet("mss", "--json", target, "80");
      assertTrue(small.out().contains("\"verdict\":\"small\""), small.out());
      assertTrue(small.out().contains("\"pathMtu\":1400"), small.out());
      assertTrue(small.out().contains("\"dataPerSegment\":1188"), small.out());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void reportedBottleneckIsNoBlackHole(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1400, 1500);
      serve(chain.server());
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Outcome outcome = chain.client().jnet("mss", target, "80");
      assertEquals(0, outcome.exit(), outcome.toString());
      String text = outcome.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("fine: a router reports larger ones"), text);
      int mss = version == 4 ? 1460 : 1440;
      assertTrue(text.contains("less than the agreed " + mss + ", and"), text);
      String json = chain.client().jnet("mss", "--json", target, "80").out();
      assertTrue(json.contains("\"code\":\"segments-too-large\",\"certainty\":\"seen\""), json);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void tellsThatTheDownloadStalledWhereTheReturnPathIsABlackHole(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      serve(chain.server());
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Outcome untried = chain.client().jnet("mss", target, "80");
      assertTrue(untried.out().contains("segments fit the path there"), untried::toString);
      assertTrue(
          untried.out().contains("Return path    not tested, because no page was downloaded"),
          untried::toString);
      chain
          .router(1)
          .nft(
              """
              table inet back { chain passing { type filter hook forward priority 0;
              tcp sport 80 meta length > 1300 drop
              }
              }
              """);
      Outcome stalled = chain.client().jnet("mss", "--get", "/", target, "80");
      assertEquals(1, stalled.exit(), stalled::toString);
      assertTrue(stalled.out().contains("but the download stalled"), stalled::toString);
      String json = chain.client().jnet("mss", "--json", "--get", "/", target, "80").out();
      assertTrue(json.contains("\"code\":\"download-stalled\""), json);
    }
  }

  @Test
  void mssOfZeroCountsAsNone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500);
      serve(chain.server());
      chain
          .router(1)
          .nft(
              """
              table inet zero { chain passing { type filter hook forward priority 0;
              tcp sport 80 tcp flags & (syn|ack) == syn|ack tcp option maxseg size set 0
              }
              }
              """);
      Outcome outcome = chain.client().jnet("mss", chain.server().ipv4(), "80");
      String text = outcome.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("MSS 0, which counts as none: 536 counts"), text);
      assertTrue(
          text.contains("min(536 of the server, 1460 of this machine, 1460 of the path)"), text);
    }
  }

  @Test
  void seesTheLargestSegmentThatTheServerSends() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain.server().withoutSegmentationOffload();
      serve(chain.server());
      Outcome outcome =
          chain.client().jnet("mss", "--json", "--get", "/", chain.server().ipv4() + ":80");
      assertTrue(outcome.out().contains("\"largestSegmentBytes\":1448"), outcome.toString());
      assertTrue(outcome.out().contains("\"verdict\":\"fits\""), outcome.out());
    }
  }

  @ParameterizedTest
  @CsvSource({"4, auto", "6, auto", "4, tcp:80", "6, tcp:80", "4, udp", "6, udp:9"})
  void findsThePathMtuWithoutPing(int version, String via) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      serve(chain.server());
      noEcho(chain.server());
      chain.server().talkative();
      chain.server().sysctl("net.ipv6.icmp.ratelimit", 0);
      String target = version == 4 ? chain.server().ipv4() : chain.server().ipv6();
      Outcome outcome = chain.client().jnet("mtu", "--via", via, target);
      assertEquals(0, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains("path MTU 1400 bytes, confirmed"), outcome.out());
      assertTrue(outcome.out().contains("Probed with"), outcome.out());
      if (via.equals("auto")) {
        assertTrue(outcome.out().contains("Not answered   ICMP echo requests"), outcome.out());
      }
    }
  }

  private static double elapsed(Outcome outcome) {
    String text = outcome.out().split("\"elapsedMs\":", 2)[1];
    return Double.parseDouble(text.split("[,}]", 2)[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void withoutPingAndTcpItAsksByUdp(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host server = chain.server();
      serve(server);
      server.talkative();
      server.sysctl("net.ipv6.icmp.ratelimit", 0);
      String target = version == 4 ? server.ipv4() : server.ipv6();
      noEcho(server);
      server.nft(
          """
          table inet closed { chain arriving { type filter hook input priority 0;
          tcp dport { 80, 443 } drop
          }
          }
          """);
      Outcome outcome = chain.client().jnet("mtu", "--json", target);
      assertEquals(0, outcome.exit(), outcome.toString());
      assertTrue(outcome.out().contains("\"pathMtu\":1400"), outcome.out());
      assertTrue(outcome.out().contains("\"confidence\":\"confirmed\""), outcome.out());
      assertTrue(outcome.out().contains("\"via\":\"udp\""), outcome.out());
    }
  }

  /** What tells which segment arrived: D-SACKs; else echoed timestamps; else nothing, and said. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void needsNoParticularKindOfAcknowledgment(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host client = chain.client();
      Host server = chain.server();
      serve(server);
      noEcho(server);
      String target = version == 4 ? server.ipv4() : server.ipv6();
      server.sysctl("net.ipv4.tcp_dsack", 0);
      assertEquals(
          "1400\n", client.jnet("mtu", "-q", "--via", "tcp:80", target).out(), "no D-SACK");
      chain.router(1).silent();
      Outcome silent = client.jnet("mtu", "--via", "tcp:80", target);
      assertTrue(silent.out().contains("larger packets vanish, and no"), silent.toString());
      server.sysctl("net.ipv4.tcp_sack", 0);
      assertEquals("1400\n", client.jnet("mtu", "-q", "--via", "tcp:80", target).out(), "no SACK");
      server.sysctl("net.ipv4.tcp_timestamps", 0);
      Outcome blind = client.jnet("mtu", "--via", "tcp:80", target);
      assertEquals(1, blind.exit(), blind.toString());
      String text = blind.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("neither D-SACKs nor timestamps on TCP port 80"), text);
      String mss = client.jnet("mss", target, "80").out().replaceAll("\\s+", " ");
      assertTrue(mss.contains("neither D-SACKs nor timestamps on TCP port 80"), mss);
      server.talkative();
      server.sysctl("net.ipv6.icmp.ratelimit", 0);
      Outcome auto = client.jnet("mtu", "--json", target);
      assertTrue(auto.out().contains("\"via\":\"udp\""), auto.toString());
      assertTrue(auto.out().contains("\"pathMtu\":1400"), auto.toString());
    }
  }

  /** A server that hangs up on everybody: what can be measured is, and the rest is said. */
  @Test
  void saysWhenTheConnectionIsGoneAtOnce() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host client = chain.client();
      Servers.on(chain.server())
          .python(
              """
              import select, socket, struct
              ports = [socket.create_server(('', p)) for p in (81, 82)]
              print('ready', flush=True)
              while True:
                for s in select.select(ports, [], [])[0]:
                  c = s.accept()[0]
                  if s is ports[1]:
                    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                  c.close()
              """);
      String target = chain.server().ipv4();
      Outcome closes = client.jnet("mtu", "--json", "--via", "tcp:81", target);
      assertTrue(
          closes.out().contains("\"pathMtu\":1400")
              || closes.out().contains("TCP port 81 closed the connection at once"),
          closes.toString());
      assertTrue(elapsed(closes) <= 5_000, closes.out());
      Outcome resets = client.jnet("mtu", "--json", "--via", "tcp:82", target);
      assertEquals(1, resets.exit(), resets.toString());
      // a server that is slow to reset lets the first segments be acknowledged
      assertTrue(
          resets.out().contains("TCP port 82 reset the connection")
              || resets.out().contains("\"confidence\":\"bracketed\""),
          resets.out());
      assertTrue(elapsed(resets) <= 5_000, resets.out());
    }
  }

  @Test
  void findsABlackHoleWithSegments() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      serve(chain.server());
      noEcho(chain.server());
      chain.router(2).blackHole(1380);
      Outcome outcome = chain.client().jnet("mtu", "-q", "--via", "tcp:80", chain.server().ipv4());
      assertEquals("1380\n", outcome.out(), outcome.toString());
    }
  }
}
